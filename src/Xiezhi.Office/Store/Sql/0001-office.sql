-- Moments are milliseconds since 1970-01-01T00:00Z by the real clock.

CREATE TABLE account (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    role     INTEGER NOT NULL,
    organ    INTEGER NOT NULL,
    officer  INTEGER NOT NULL,
    party    INTEGER NOT NULL,
    enabled  INTEGER NOT NULL,
    password TEXT NOT NULL          -- format, iterations, salt, hash
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_party ON account (party) WHERE party > 0;

-- An account is switched off, never given to somebody else.
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'an account is disabled, never removed'); END;

-- Failed attempts to sign in, by the hash of the name that was typed, whether or not there is such an account.
CREATE TABLE attempt (
    name     BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    hash    BLOB PRIMARY KEY,       -- of the secret in the cookie
    account TEXT NOT NULL REFERENCES account (id),
    begun   INTEGER NOT NULL,
    used    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
    hash    BLOB PRIMARY KEY,       -- of the secret that was shown once
    number  INTEGER NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id),
    use     INTEGER NOT NULL,
    title   TEXT NOT NULL,
    made    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An uploaded paper: name, type, length, hash and key are sealed, at first under its id, which only who uploaded it has, then under the key of the case.
CREATE TABLE paper (
    hash       BLOB PRIMARY KEY,    -- of its id; also the name of its file
    received   INTEGER NOT NULL,
    sealed     BLOB NOT NULL,
    case_id    INTEGER,             -- null until it is bound to a case
    entry      INTEGER,
    document   INTEGER,
    reserved   BLOB,                -- the answer key of the act that is about to bind it …
    reserved_id TEXT                -- … and its id, for whoever must finish that after a crash
) STRICT, WITHOUT ROWID;

CREATE INDEX paper_case ON paper (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX paper_unbound ON paper (received) WHERE case_id IS NULL;

CREATE TABLE draft (
    hash   BLOB PRIMARY KEY,        -- of the secret in its link
    saved  INTEGER NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_key BLOB NOT NULL UNIQUE,
    request    BLOB NOT NULL,
    case_id    INTEGER NOT NULL,
    act        TEXT NOT NULL,
    proposer   TEXT NOT NULL,       -- an account, or empty for a party that came with number and code
    party      INTEGER NOT NULL,    -- that party
    made       INTEGER NOT NULL,
    sealed     BLOB NOT NULL,       -- the act as it was asked for, under the key of the case
    state      INTEGER NOT NULL,
    decider    TEXT,
    decided    INTEGER,
    reason     BLOB                 -- sealed
) STRICT;

CREATE INDEX proposal_waiting ON proposal (case_id) WHERE state = 0;
CREATE INDEX proposal_case ON proposal (case_id);
CREATE INDEX proposal_proposer ON proposal (proposer);

CREATE TABLE reading (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL,
    reader  TEXT NOT NULL,          -- an account, or empty for whoever had number and code
    organ   INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    kinds   INTEGER NOT NULL
) STRICT;

CREATE INDEX reading_case ON reading (case_id);
CREATE INDEX reading_organ ON reading (organ, id);

CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'who has read what is never changed'); END;

CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'who has read what is never removed'); END;

-- Acts with which somebody with an account set out to open a case; what became of each, the ledger knows by its key.
CREATE TABLE opening (
    id         INTEGER PRIMARY KEY,
    party      INTEGER NOT NULL,
    answer_key BLOB NOT NULL,
    UNIQUE (party, answer_key)
) STRICT;
