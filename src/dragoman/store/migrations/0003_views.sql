-- The last correction of each field of an event.
CREATE VIEW last_corrections AS
SELECT c.* FROM corrections c
WHERE c.number = (
    SELECT max(d.number) FROM corrections d WHERE d.key = c.key AND d.field = c.field
);

-- The events of reports with corrections over what the machine read; simple values without quotes.
CREATE VIEW corrected_events AS
SELECT e.key, e.id, e.report, e.article_id,
    coalesce(t.new, e.event_type) AS event_type,
    CASE WHEN m.key IS NULL THEN e.mode ELSE nullif(m.new, 'null') END AS mode,
    coalesce(s.new, e.status) AS status,
    coalesce(a.new, CASE WHEN e.alleged THEN 'true' ELSE 'false' END) AS alleged,
    CASE WHEN d.key IS NULL THEN e.date_value ELSE nullif(d.new, 'null') END AS date_value,
    e.place_name, e.trigger_text, e.words, e.confidence, e.version,
    coalesce(t.key, m.key, s.key, a.key, d.key) IS NOT NULL AS corrected
FROM events e
LEFT JOIN last_corrections t ON t.key = e.key AND t.field = 'event_type'
LEFT JOIN last_corrections m ON m.key = e.key AND m.field = 'mode'
LEFT JOIN last_corrections s ON s.key = e.key AND s.field = 'status'
LEFT JOIN last_corrections a ON a.key = e.key AND a.field = 'alleged'
LEFT JOIN last_corrections d ON d.key = e.key AND d.field = 'date';

-- Who says what of a merged event: the reports behind it, side by side.
CREATE VIEW told AS
SELECT t.event, e.key, a.id AS article_id, a.publisher, a.agency, a.published, a.url, a.copies,
    e.event_type, e.mode, e.status, e.date_value, e.place_name, e.words
FROM tellings t
JOIN events e ON e.key = t.key
JOIN articles a ON a.report = t.report;
