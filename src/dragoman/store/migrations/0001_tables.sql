-- The tables of a store, the same for DuckDB and PostgreSQL. Lists and mappings are JSON in text.

-- What was read ------------------------------------------------------------------------

-- One row for every report. report: hash of its name and text. number: in the order of arrival.
-- copies: the least report of its group of copies. credit: the agency credited, else who printed it.
CREATE TABLE articles (
    report TEXT NOT NULL, number BIGINT NOT NULL, id TEXT NOT NULL, url TEXT, publisher TEXT,
    agency TEXT, language TEXT, published TEXT, published_basis TEXT, updated TEXT, source TEXT,
    notes TEXT, credit TEXT, copies TEXT NOT NULL, events INTEGER NOT NULL, version TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE parts (
    report TEXT NOT NULL, place INTEGER NOT NULL, role TEXT NOT NULL, start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL, repeats INTEGER, layer TEXT
);
-- What is kept of a report to tell its copies (dragoman.read.copies.Signature).
CREATE TABLE signatures (report TEXT NOT NULL, signature BYTEA NOT NULL);
CREATE TABLE versions (version TEXT NOT NULL, first_used TEXT NOT NULL);

-- What each report tells, as the machine read it ----------------------------------------

-- One row for every event of a report. key: hash of report, trigger and type, the same in every
-- version; id: that of the contract, which changes with the version. place: its number there.
CREATE TABLE events (
    key TEXT NOT NULL, id TEXT NOT NULL, report TEXT NOT NULL, article_id TEXT NOT NULL,
    place INTEGER NOT NULL, event_type TEXT NOT NULL, mode TEXT, contexts TEXT,
    quad INTEGER NOT NULL, score DOUBLE PRECISION NOT NULL, cameo TEXT,
    goldstein DOUBLE PRECISION, status TEXT NOT NULL, alleged BOOLEAN NOT NULL, date_value TEXT,
    date_end TEXT, date_text TEXT, date_start INTEGER, date_stop INTEGER, date_basis TEXT,
    place_name TEXT, place_text TEXT, place_start INTEGER, place_stop INTEGER, place_country TEXT,
    place_basis TEXT, geonames_id BIGINT, lat DOUBLE PRECISION, lon DOUBLE PRECISION, admin1 TEXT,
    place_precision TEXT, trigger_text TEXT NOT NULL, trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL, sentence INTEGER NOT NULL, sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL, words TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL,
    confidences TEXT, why TEXT, version TEXT NOT NULL
);
CREATE TABLE mentions (
    key TEXT NOT NULL, place INTEGER NOT NULL, sentence INTEGER NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL, part TEXT NOT NULL
);
-- side: "actor" or "recipient"; place: its number on that side.
CREATE TABLE actors (
    key TEXT NOT NULL, side TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
    sector TEXT NOT NULL, sectors TEXT, code TEXT NOT NULL, office TEXT, entity_id TEXT,
    known BOOLEAN NOT NULL, made_by TEXT
);
-- speaker and carrier: the whole actor as JSON, beside the columns that are asked for.
CREATE TABLE attributions (
    key TEXT NOT NULL, place INTEGER NOT NULL, speaker_name TEXT, speaker_country TEXT,
    speaker_code TEXT, speaker TEXT, carrier_name TEXT, carrier TEXT, cue TEXT, cue_start INTEGER,
    cue_end INTEGER, quote TEXT, stance TEXT NOT NULL, start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL
);
-- The steps behind an event, as JSON (a list of field, value, rule, source, reason, evidence).
CREATE TABLE traces (key TEXT NOT NULL, steps TEXT NOT NULL);

-- The record: events with all their reports ---------------------------------------------

-- best: the key of the event that tells most. Days are the first and last on which it was.
CREATE TABLE merged (
    id TEXT NOT NULL, event_type TEXT NOT NULL, mode TEXT, quad INTEGER, score DOUBLE PRECISION,
    cameo TEXT, status TEXT NOT NULL, alleged BOOLEAN NOT NULL, first_day DATE, last_day DATE,
    day_told BOOLEAN NOT NULL, place TEXT, place_country TEXT, geonames_id BIGINT,
    lat DOUBLE PRECISION, lon DOUBLE PRECISION, actors TEXT, actor_codes TEXT, recipients TEXT,
    recipient_codes TEXT, killed INTEGER, injured INTEGER, reports INTEGER NOT NULL,
    sources INTEGER NOT NULL, confidence DOUBLE PRECISION NOT NULL, story TEXT, best TEXT NOT NULL,
    words TEXT
);
-- Parties of merged events; of what is done together each is on both sides, at the same place.
CREATE TABLE parties (
    event TEXT NOT NULL, side TEXT NOT NULL, place INTEGER NOT NULL, country TEXT NOT NULL,
    code TEXT NOT NULL, name TEXT NOT NULL, sector TEXT NOT NULL, entity_id TEXT,
    known BOOLEAN NOT NULL
);
-- What reports disagree on: a value of a field, and an event of a report that gives it.
CREATE TABLE details (
    event TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL
);
-- How many events there are of a status on a day, for shares of all.
CREATE TABLE days (day DATE, status TEXT NOT NULL, events BIGINT NOT NULL);
CREATE TABLE stories (
    id TEXT NOT NULL, first_day DATE, last_day DATE, events INTEGER NOT NULL,
    reports INTEGER NOT NULL, title TEXT
);

-- How events of reports are gathered (dragoman.merge.gather) -----------------------------

-- name: the id the merged event has, or would have, if this report had told it first.
CREATE TABLE tellings (
    key TEXT NOT NULL, report TEXT NOT NULL, name TEXT NOT NULL, event TEXT, neighbourhood TEXT,
    data TEXT NOT NULL
);
-- Tellings that were written and not gathered yet, as when many are written at once.
CREATE TABLE pending (key TEXT NOT NULL, report TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE telling_blocks (block TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE telling_links (one TEXT NOT NULL, other TEXT NOT NULL, score DOUBLE PRECISION);
CREATE TABLE story_parts (
    key TEXT NOT NULL, story TEXT, neighbourhood TEXT, data TEXT NOT NULL
);
CREATE TABLE story_blocks (block TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE story_links (one TEXT NOT NULL, other TEXT NOT NULL, score DOUBLE PRECISION);

-- What people know better -----------------------------------------------------------------

-- Only ever added to; of two for one field the later wins. old and new are JSON.
CREATE TABLE corrections (
    number BIGINT NOT NULL, key TEXT NOT NULL, who TEXT NOT NULL, made_at TEXT NOT NULL,
    field TEXT NOT NULL, old TEXT, new TEXT, reason TEXT NOT NULL
);
