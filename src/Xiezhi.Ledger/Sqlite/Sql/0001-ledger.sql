-- The ledger. What lies in segment and checkpoint is evidence and is never changed; all other tables follow from it.

-- Runs of up to 4,096 entries. The narrow columns come first: they are read without walking through the blobs.
CREATE TABLE segment (
    first       INTEGER PRIMARY KEY,                                        -- index in the log of its first entry
    count       INTEGER NOT NULL CHECK (count BETWEEN 1 AND 4096),
    bodies_hash BLOB    NOT NULL CHECK (length(bodies_hash) = 32),          -- SHA-256 of bodies
    marks       BLOB    NOT NULL,   -- for each entry at a multiple of 256: its offset in leaves and in bodies, two little-endian uint32
    leaves      BLOB    NOT NULL,   -- big-endian uint16 length, leaf; repeated
    bodies      BLOB    NOT NULL    -- big-endian uint16 length, sealed body; repeated
) STRICT;

CREATE TRIGGER segment_follows BEFORE INSERT ON segment
WHEN NEW.first <> coalesce((SELECT first + count FROM segment ORDER BY first DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'a segment begins where the log ends'); END;

CREATE TRIGGER segment_no_update BEFORE UPDATE ON segment
BEGIN SELECT RAISE(ABORT, 'what the ledger holds is never changed'); END;

CREATE TRIGGER segment_no_delete BEFORE DELETE ON segment
BEGIN SELECT RAISE(ABORT, 'what the ledger holds is never taken away'); END;

-- Signed heads of the log.
CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    note TEXT    NOT NULL
) STRICT;

CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'what was signed is never changed'); END;

CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'what was signed is never taken away'); END;

-- Hashes of the tree from level 1 on; level 0 is computed from the leaves.
CREATE TABLE tile (
    level  INTEGER NOT NULL CHECK (level >= 1),
    idx    INTEGER NOT NULL,
    hashes BLOB    NOT NULL CHECK (length(hashes) % 32 = 0),
    PRIMARY KEY (level, idx)
) STRICT;

CREATE TABLE register (
    id        INTEGER PRIMARY KEY,
    procedure TEXT    NOT NULL,
    organ     INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    last      INTEGER NOT NULL,     -- the ordinal given last
    digest    BLOB    NOT NULL,
    UNIQUE (procedure, organ, year)
) STRICT;

-- Where each case stands. The key orders the cases as they were opened: register << 32 | ordinal.
CREATE TABLE case_row (
    id     INTEGER PRIMARY KEY,
    due    INTEGER,                 -- day number on which something falls due first
    state  BLOB    NOT NULL,
    digest BLOB    NOT NULL
) STRICT;

CREATE INDEX case_row_due ON case_row (due) WHERE due IS NOT NULL;

-- What each idempotency key was answered.
CREATE TABLE answer (
    key     BLOB    PRIMARY KEY CHECK (length(key) = 16),
    leaf    INTEGER NOT NULL,
    request BLOB    NOT NULL CHECK (length(request) = 16),
    digest  BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- Columns that figures are counted from, in blocks.
CREATE TABLE column_block (
    name   TEXT    NOT NULL,
    block  INTEGER NOT NULL,
    size   INTEGER NOT NULL,        -- size of the log that the block reflects
    digest BLOB    NOT NULL,
    data   BLOB    NOT NULL,
    PRIMARY KEY (name, block)
) STRICT;

-- Counters that move with the log, such as the weeks that a replay has finished.
CREATE TABLE progress (
    name   TEXT    PRIMARY KEY,
    value  INTEGER NOT NULL,
    digest BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
