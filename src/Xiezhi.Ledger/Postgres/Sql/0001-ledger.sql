-- The ledger. What lies in segment and checkpoint is evidence and is never changed; all other tables follow from it.
-- Texts are compared byte by byte (COLLATE "C"): a new library of the system never changes the order of an index.

-- One row: which program's store this is, and in which format.
CREATE TABLE store (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    program text    COLLATE "C" NOT NULL,
    format  integer NOT NULL
);

-- Runs of up to 4,096 entries.
CREATE TABLE segment (
    first       bigint  PRIMARY KEY,                                            -- index in the log of its first entry
    count       integer NOT NULL CHECK (count BETWEEN 1 AND 4096),
    bodies_hash bytea   NOT NULL CHECK (octet_length(bodies_hash) = 32),        -- SHA-256 of bodies
    marks       bytea   NOT NULL,   -- for each entry at a multiple of 256: its offset in leaves and in bodies, two little-endian uint32
    leaves      bytea   NOT NULL,   -- big-endian uint16 length, leaf; repeated
    bodies      bytea   NOT NULL    -- big-endian uint16 length, sealed body; repeated
);

-- Sealed bodies do not shrink, and a part of what is not compressed is read without the rest.
ALTER TABLE segment ALTER COLUMN leaves SET STORAGE EXTERNAL, ALTER COLUMN bodies SET STORAGE EXTERNAL;

-- Signed heads of the log.
CREATE TABLE checkpoint (
    size bigint PRIMARY KEY,
    note text   COLLATE "C" NOT NULL
);

CREATE FUNCTION segment_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.first <> coalesce((SELECT first + count FROM segment ORDER BY first DESC LIMIT 1), 0) THEN
        RAISE EXCEPTION 'a segment begins where the log ends' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION evidence_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what the ledger holds is never changed and never taken away' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER segment_follows BEFORE INSERT ON segment FOR EACH ROW EXECUTE FUNCTION segment_follows();
CREATE TRIGGER segment_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON segment FOR EACH STATEMENT EXECUTE FUNCTION evidence_stays();
CREATE TRIGGER checkpoint_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION evidence_stays();

-- Hashes of the tree from level 1 on; level 0 is computed from the leaves.
CREATE TABLE tile (
    level  integer NOT NULL CHECK (level >= 1),
    idx    bigint  NOT NULL,
    hashes bytea   NOT NULL CHECK (octet_length(hashes) % 32 = 0),
    PRIMARY KEY (level, idx)
);

CREATE TABLE register (
    id        integer PRIMARY KEY,
    procedure text    COLLATE "C" NOT NULL,
    organ     integer NOT NULL,
    year      integer NOT NULL,
    last      integer NOT NULL,     -- the ordinal given last
    digest    bigint  NOT NULL,
    UNIQUE (procedure, organ, year)
);

-- Where each case stands. Cases of a register lie in the order in which they were opened; several servers would divide the table by register.
CREATE TABLE case_row (
    register integer NOT NULL,
    ordinal  integer NOT NULL,
    due      integer,               -- day number on which something falls due first; of an open case in which nothing will, the last of all days
    state    bytea   NOT NULL,
    digest   bigint  NOT NULL,
    PRIMARY KEY (register, ordinal)
) WITH (fillfactor = 85);

CREATE INDEX case_row_due ON case_row (due, register, ordinal) WHERE due IS NOT NULL;

-- What each idempotency key was answered.
CREATE TABLE answer (
    key     uuid   PRIMARY KEY,     -- the first 16 bytes of the key's hash
    leaf    bigint NOT NULL,
    request uuid   NOT NULL,        -- the first 16 bytes of the request's hash
    digest  bigint NOT NULL
);

-- Columns that figures are counted from, in blocks.
CREATE TABLE column_block (
    name   text    COLLATE "C" NOT NULL,
    block  integer NOT NULL,
    size   bigint  NOT NULL,        -- size of the log that the block reflects
    digest bigint  NOT NULL,
    data   bytea   NOT NULL,
    PRIMARY KEY (name, block)
);

-- Counters that move with the log, such as the weeks that a replay has finished.
CREATE TABLE progress (
    name   text   COLLATE "C" PRIMARY KEY,
    value  bigint NOT NULL,
    digest bigint NOT NULL
);
