-- Reports that were written and whose copies and events are not gathered yet, as when many are
-- written at once: their number in the order of arrival, and how many events they tell.
CREATE TABLE waiting (report TEXT NOT NULL, number BIGINT NOT NULL, events INTEGER NOT NULL);
INSERT INTO waiting
SELECT report, number, events FROM articles WHERE report IN (SELECT report FROM pending);
-- Their copies are told when they are gathered.
DELETE FROM signatures WHERE report IN (SELECT report FROM pending);
DROP TABLE pending;
