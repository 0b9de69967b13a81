CREATE UNIQUE INDEX foreign_events_id ON foreign_events (id);
CREATE INDEX foreign_events_day ON foreign_events (origin, first_day);
CREATE INDEX foreign_parties_event ON foreign_parties (event);
CREATE INDEX foreign_parties_country ON foreign_parties (country, side, event, place);
CREATE INDEX foreign_parties_code ON foreign_parties (code, side, event, place);
CREATE INDEX foreign_parties_name ON foreign_parties (lower(name), side, event, place);
CREATE INDEX waiting_report ON waiting (report);
