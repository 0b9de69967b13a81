-- Groups are made anew from what they are linked with; neighbourhoods are no longer kept.
ALTER TABLE tellings DROP COLUMN neighbourhood;
ALTER TABLE story_parts DROP COLUMN neighbourhood;
