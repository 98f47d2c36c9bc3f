-- What training leaves behind beside its files: every trial of a model family, and which run carries which alias.

-- One configuration tried on one snapshot of the data; rows are never removed, for they are the count of the deflated Sharpe ratio.
CREATE TABLE trial_ledger (
    id           INTEGER PRIMARY KEY,
    family       TEXT    NOT NULL,
    config       TEXT    NOT NULL,
    config_hash  TEXT    NOT NULL,
    snapshot     TEXT    NOT NULL,
    run_id       TEXT    NOT NULL,
    seed         INTEGER NOT NULL,
    observations INTEGER NOT NULL,
    sharpe       REAL,
    recorded_at  TEXT    NOT NULL,
    UNIQUE (family, config_hash, snapshot)
) STRICT;

-- champion, challenger, previous.
CREATE TABLE model_alias (
    model  TEXT NOT NULL,
    alias  TEXT NOT NULL,
    run_id TEXT NOT NULL,
    set_at TEXT NOT NULL,
    PRIMARY KEY (model, alias)
) WITHOUT ROWID, STRICT;
