-- Events of other data sets, apart from ours and with the same columns, so that the same questions
-- can be asked. origin: "polecat", "icews", "gdelt" or "phoenix". id: hash of all that is told.
-- score: as they give it, PLOVER's in POLECAT, else Goldstein's.
CREATE TABLE foreign_events (
    id TEXT NOT NULL, origin TEXT NOT NULL, their_id TEXT NOT NULL, event_type TEXT, mode TEXT,
    quad INTEGER, score DOUBLE PRECISION, cameo TEXT, status TEXT NOT NULL, alleged BOOLEAN NOT NULL,
    first_day DATE, last_day DATE, place TEXT, place_country TEXT, geonames_id BIGINT,
    lat DOUBLE PRECISION, lon DOUBLE PRECISION, actors TEXT, actor_codes TEXT, recipients TEXT,
    recipient_codes TEXT, killed INTEGER, injured INTEGER, reports INTEGER NOT NULL,
    sources INTEGER NOT NULL, confidence DOUBLE PRECISION, story TEXT, words TEXT, date_told TEXT,
    publisher TEXT, url TEXT, file TEXT, line INTEGER
);
CREATE TABLE foreign_parties (
    event TEXT NOT NULL, side TEXT NOT NULL, place INTEGER NOT NULL, country TEXT NOT NULL,
    code TEXT NOT NULL, name TEXT NOT NULL, sector TEXT NOT NULL, entity_id TEXT,
    known BOOLEAN NOT NULL
);
CREATE VIEW foreign_days AS
SELECT origin, first_day AS day, status, count(*) AS events
FROM foreign_events GROUP BY origin, first_day, status;
