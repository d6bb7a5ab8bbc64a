-- Imports that can be taken back: every report is kept, also one that says what is known already; what is left out of a
-- file that is sent again is noted; what a hand typed is kept when a report takes its place. Never edit this file once
-- shipped.

ALTER TABLE import ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN beside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN first_year INTEGER;                    -- of its figures; NULL: of no year
ALTER TABLE import ADD COLUMN last_year INTEGER;
ALTER TABLE import ADD COLUMN kind TEXT NOT NULL DEFAULT 'figures';  -- figures, attributes, recognitions
ALTER TABLE import ADD COLUMN encoding TEXT NOT NULL DEFAULT '';     -- '' = Unicode
ALTER TABLE import ADD COLUMN sheets TEXT NOT NULL DEFAULT '';       -- those read, one a line
ALTER TABLE import ADD COLUMN exact INTEGER NOT NULL DEFAULT 0;      -- 1: all that it said is kept, so that it can be undone
ALTER TABLE import ADD COLUMN undone_at TEXT;                        -- UTC; NULL: it counts

UPDATE import SET kind = 'attributes' WHERE id IN (SELECT import_id FROM attribute);
UPDATE import SET kind = 'recognitions' WHERE id IN (SELECT import_id FROM recognition);

-- Of a file that is sent again: rows that said what the same rows of import `of_import`, the first to say so, had said.
-- They are not stored a second time; when what they repeat is undone, they are what says it.
CREATE TABLE repetition (
  import_id INTEGER NOT NULL REFERENCES import (id),
  source_sheet TEXT NOT NULL,
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL,
  of_import INTEGER NOT NULL REFERENCES import (id),
  PRIMARY KEY (import_id, source_sheet, first_row)
) STRICT, WITHOUT ROWID;

-- A figure typed by hand, noted when a report about the same unit and year comes or goes. It stands before all that was
-- reported until import `after_import`, and counts as much as the best of that.
CREATE TABLE typed (
  level TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  year INTEGER NOT NULL,
  fact TEXT NOT NULL,
  value INTEGER,                 -- NULL: taken out by hand
  rank INTEGER NOT NULL,         -- status and confidence: engine/facts/statements.c
  after_import INTEGER NOT NULL,
  PRIMARY KEY (level, unit_id, year, fact)
) STRICT, WITHOUT ROWID;

-- Everything that was said about a dated attribute; the table attribute has what holds.
CREATE TABLE attribute_report (
  level TEXT NOT NULL,
  fact TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  valid_from INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import (id),
  valid_to INTEGER NOT NULL,
  value INTEGER NOT NULL,
  source_row INTEGER NOT NULL,
  PRIMARY KEY (level, fact, unit_id, valid_from, import_id)
) STRICT, WITHOUT ROWID;

INSERT INTO attribute_report SELECT level, fact, unit_id, valid_from, import_id, valid_to, value, source_row FROM attribute;

-- Everything that was said about a recognition; the table recognition has what holds.
CREATE TABLE recognition_report (
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  standard TEXT NOT NULL,
  decided_on INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import (id),
  by_latest INTEGER NOT NULL,
  decision TEXT NOT NULL,
  revoked_on INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  publication TEXT NOT NULL,
  note TEXT NOT NULL,
  source_row INTEGER NOT NULL,
  PRIMARY KEY (unit_id, standard, decided_on, import_id)
) STRICT, WITHOUT ROWID;

INSERT INTO recognition_report SELECT unit_id, standard, decided_on, import_id, by_latest, decision, revoked_on, confidence,
  publication, note, source_row FROM recognition;
