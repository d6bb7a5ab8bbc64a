-- A dossier: units, the figures reported about them, and where each figure came from. The tables fact_<level>
-- and observation_<level> are made from the rulebook's vocabulary (engine/facts/tables.c), not here.
-- Days are days since 1970-01-01; -2147483648 = valid since nobody knows when, 2147483647 = still valid.
-- Never edit this file once shipped: add 0002-….sql.

CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,            -- may be used again by another unit, at another time: never join on it alone
  level TEXT NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,     -- the last day, inclusive
  slot INTEGER NOT NULL,         -- place in the level's columns: 0, 1, 2 …, never given to another unit
  UNIQUE (code, valid_from),
  UNIQUE (level, slot)
) STRICT;

-- The same with dates to read, for people with a SQLite shell.
CREATE VIEW unit_dated AS
SELECT u.id, u.code, u.level, u.name, p.code AS parent_code,
  CASE WHEN u.valid_from > -2147483648 THEN date(u.valid_from * 86400, 'unixepoch') END AS valid_from,
  CASE WHEN u.valid_to < 2147483647 THEN date(u.valid_to * 86400, 'unixepoch') END AS valid_to
FROM unit AS u LEFT JOIN unit AS p ON p.id = u.parent;

-- What the columns of fact_<level> mean. Stored numbers are value * 10^places; a choice is its code.
CREATE TABLE fact_column (
  level TEXT NOT NULL,
  fact TEXT NOT NULL,
  kind TEXT NOT NULL,
  places INTEGER NOT NULL,
  PRIMARY KEY (level, fact)
) STRICT;

CREATE TABLE fact_choice (
  level TEXT NOT NULL,
  fact TEXT NOT NULL,
  code INTEGER NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (level, fact, code),
  UNIQUE (level, fact, choice)
) STRICT;

CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  level TEXT NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,          -- SHA-256 of the file as sent
  plugin TEXT NOT NULL,
  plugin_version TEXT NOT NULL,
  mapping_digest TEXT NOT NULL,
  status INTEGER NOT NULL,       -- 0 official, 1 preliminary, 2 illustrative
  imported_at TEXT NOT NULL,     -- UTC
  accepted INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  rejected INTEGER NOT NULL
) STRICT;

CREATE TABLE import_column (
  import_id INTEGER NOT NULL REFERENCES import (id),
  fact TEXT NOT NULL,
  number INTEGER NOT NULL,       -- of the column in the file, from 1
  heading TEXT NOT NULL,
  PRIMARY KEY (import_id, fact)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id),
  source_row INTEGER NOT NULL,
  source_sheet TEXT,
  column_number INTEGER NOT NULL, -- 0: the whole row
  heading TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;

CREATE INDEX reject_import ON reject (import_id);

-- The facts once more, as columns of 65536 slots a chunk: what evaluation reads. Rebuilt from the rows.
CREATE TABLE unit_chunk (
  level TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_id INTEGER NOT NULL,     -- smallest and largest unit id in the chunk
  last_id INTEGER NOT NULL,
  ids BLOB NOT NULL,             -- 8 bytes each, 0 = no unit in this slot
  parents BLOB NOT NULL,         -- 8 bytes each
  valid_from BLOB NOT NULL,      -- 4 bytes each
  valid_to BLOB NOT NULL,        -- 4 bytes each
  PRIMARY KEY (level, chunk)
) STRICT;

CREATE TABLE column_chunk (
  id INTEGER PRIMARY KEY,
  level TEXT NOT NULL,
  year INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  fact TEXT NOT NULL,            -- '' = the status of the unit's figures
  count INTEGER NOT NULL,
  width INTEGER NOT NULL,        -- bytes a value
  minimum INTEGER NOT NULL,
  maximum INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  data BLOB NOT NULL,            -- little-endian; the smallest integer of the width = missing
  UNIQUE (level, year, chunk, fact)
) STRICT;

-- Chunks whose rows have changed since they were built; year 0 = the units of the chunk.
CREATE TABLE stale_chunk (
  level TEXT NOT NULL,
  year INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  PRIMARY KEY (level, year, chunk)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER unit_inserted AFTER INSERT ON unit BEGIN
  INSERT OR IGNORE INTO stale_chunk VALUES (NEW.level, 0, NEW.slot >> 16);
END;

CREATE TRIGGER unit_updated AFTER UPDATE ON unit BEGIN
  INSERT OR IGNORE INTO stale_chunk VALUES (OLD.level, 0, OLD.slot >> 16);
  INSERT OR IGNORE INTO stale_chunk VALUES (NEW.level, 0, NEW.slot >> 16);
END;

CREATE TRIGGER unit_deleted AFTER DELETE ON unit BEGIN
  INSERT OR IGNORE INTO stale_chunk VALUES (OLD.level, 0, OLD.slot >> 16);
END;

-- One row. generation: grows with every rebuilding of columns; digest: of the content at that generation.
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL,
  digest TEXT NOT NULL,
  digest_generation INTEGER NOT NULL
) STRICT;

INSERT INTO dossier VALUES (1, 0, '', -1);
