-- Units over time: what became of them, what held for them from a day to a day, what they were recognised as; and what
-- is known about a reported figure beside its value. Days as in 0001. Never edit this file once shipped.

-- On day `day_on` a share of one unit became part of another. The shares of a unit that went add up to 1. NULL: a part
-- of it did, and nobody has said how much; those that are known then add up to less.
CREATE TABLE succession (
  from_unit INTEGER NOT NULL REFERENCES unit (id),
  to_unit INTEGER NOT NULL REFERENCES unit (id),
  day_on INTEGER NOT NULL,
  share INTEGER,                 -- share / whole of the first went into the second; NULL both: not known
  whole INTEGER,
  PRIMARY KEY (from_unit, day_on, to_unit),
  CHECK ((share IS NULL) = (whole IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX succession_to ON succession (to_unit);

-- A fact that holds from a day to a day, whatever the year. The value is stored as in fact_<level>.
CREATE TABLE attribute (
  level TEXT NOT NULL,
  fact TEXT NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER NOT NULL,     -- the last day, inclusive
  value INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import (id),
  source_row INTEGER NOT NULL,
  PRIMARY KEY (level, fact, unit_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE INDEX attribute_unit ON attribute (unit_id);

-- The register: recognised by a decision, until it is revoked.
CREATE TABLE recognition (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  standard TEXT NOT NULL,
  decided_on INTEGER NOT NULL,
  by_latest INTEGER NOT NULL,    -- 1: decided on that day or before
  decision TEXT NOT NULL,
  revoked_on INTEGER NOT NULL,
  confidence INTEGER NOT NULL,   -- 0 unsaid, 1 high, 2 medium, 3 low
  publication TEXT NOT NULL,
  note TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import (id),
  source_row INTEGER NOT NULL,
  UNIQUE (unit_id, standard, decided_on)
) STRICT;

CREATE INDEX recognition_standard ON recognition (standard);

-- What was said about a reported figure: how sure it is, where it was published.
CREATE TABLE remark (
  import_id INTEGER NOT NULL REFERENCES import (id),
  source_row INTEGER NOT NULL,
  source_sheet TEXT NOT NULL,
  fact TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  publication TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (import_id, source_row, source_sheet, fact)
) STRICT, WITHOUT ROWID;

CREATE INDEX remark_figure ON remark (unit_id, year, fact);

-- What is kept of the digest (dossier.digest) no longer holds once one of these tables changes.
CREATE TRIGGER succession_inserted AFTER INSERT ON succession BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER succession_updated AFTER UPDATE ON succession BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER succession_deleted AFTER DELETE ON succession BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER attribute_inserted AFTER INSERT ON attribute BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER attribute_updated AFTER UPDATE ON attribute BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER attribute_deleted AFTER DELETE ON attribute BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER recognition_inserted AFTER INSERT ON recognition BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER recognition_updated AFTER UPDATE ON recognition BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER recognition_deleted AFTER DELETE ON recognition BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER remark_inserted AFTER INSERT ON remark BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER remark_updated AFTER UPDATE ON remark BEGIN
  UPDATE dossier SET digest_generation = -1;
END;

CREATE TRIGGER remark_deleted AFTER DELETE ON remark BEGIN
  UPDATE dossier SET digest_generation = -1;
END;
