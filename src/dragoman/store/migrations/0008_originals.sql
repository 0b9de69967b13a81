-- Of a report the hash of its bytes as they were read (sha256, hex), of which bytes of a container
-- ("file", "line", "row", "member", "message", "record"), and the kind they were declared to be and
-- looked like. NULL where a text never was bytes of ours, and in what was written before this.
ALTER TABLE articles ADD COLUMN original_sha256 TEXT;
ALTER TABLE articles ADD COLUMN original_of TEXT;
ALTER TABLE articles ADD COLUMN original_declared TEXT;
ALTER TABLE articles ADD COLUMN original_sniffed TEXT;
ALTER TABLE articles ADD COLUMN updated_basis TEXT;
-- Of a part how it is set ("list", "quotation", "correction", "notice"), whether it only recalls
-- earlier times (true, or NULL), and the entry of a live blog it stands in, with when that was
-- written and where this was read. NULL in what was written before this.
ALTER TABLE parts ADD COLUMN form TEXT;
ALTER TABLE parts ADD COLUMN background BOOLEAN;
ALTER TABLE parts ADD COLUMN entry INTEGER;
ALTER TABLE parts ADD COLUMN entry_time TEXT;
ALTER TABLE parts ADD COLUMN entry_time_basis TEXT;
-- Whether articles.copies rests on the report and its copies alone. Until now a run of words that
-- more than sixty reports had told of no copy: such reports are compared once more.
ALTER TABLE signatures ADD COLUMN told BOOLEAN;
