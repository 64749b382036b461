-- What other software has asked to be told. The cursor is a leaf index: all leaves before it were delivered, or are none of the subscriber's.
CREATE TABLE subscription (
    id          TEXT PRIMARY KEY,
    account     TEXT NOT NULL REFERENCES account (id),
    url         TEXT NOT NULL,
    types       TEXT NOT NULL,      -- separated by spaces; empty for all
    procedures  TEXT NOT NULL,
    secret      BLOB NOT NULL,      -- the key of its signatures
    made        INTEGER NOT NULL,
    cursor      INTEGER NOT NULL,
    down_since  INTEGER,            -- since when nothing has been taken
    paused      TEXT,               -- why nothing is sent; null while it is
    last_failure TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX subscription_account ON subscription (account);

-- What was answered to a key where the ledger itself keeps no answer.
CREATE TABLE reply (
    answer_key BLOB PRIMARY KEY,
    request    BLOB NOT NULL,       -- hash of what was asked
    answer     BLOB NOT NULL,
    made       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reply_made ON reply (made);
