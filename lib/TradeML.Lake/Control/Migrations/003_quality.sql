-- What the audit and the curator remember between runs.

-- Open partitions are few among millions: everything that looks for gaps reads this index alone.
CREATE INDEX ix_partition_open ON partition_day (series_id, day, status) WHERE status < 2;

-- When a symbol was listed, as far as complete answers of a source show. Days are inclusive; last_day NULL: listed still.
-- basis says which facts the two ends rest on.
CREATE TABLE listing (
    symbol    TEXT NOT NULL,
    source    TEXT NOT NULL,
    first_day INTEGER,
    last_day  INTEGER,
    basis     TEXT NOT NULL,
    PRIMARY KEY (symbol, source)
) WITHOUT ROWID, STRICT;

-- The newest snapshot of each vendor's list of assets; known_at is the snapshot's instant.
CREATE TABLE listed_asset (
    symbol   TEXT NOT NULL,
    source   TEXT NOT NULL,
    active   INTEGER NOT NULL,
    known_at TEXT NOT NULL,
    PRIMARY KEY (symbol, source)
) WITHOUT ROWID, STRICT;

-- Days with a corporate action; explains: whether it can explain a jump of the raw price.
CREATE TABLE corp_event_day (
    symbol   TEXT NOT NULL,
    day      INTEGER NOT NULL,
    events   INTEGER NOT NULL,
    explains INTEGER NOT NULL,
    PRIMARY KEY (symbol, day)
) WITHOUT ROWID, STRICT;

-- One audited series: the half-open window of days expected of it, and the part of it in which every session is known to have a row.
CREATE TABLE audit_series (
    series_id  INTEGER PRIMARY KEY REFERENCES partition_series (id),
    table_name TEXT    NOT NULL,
    symbol     TEXT    NOT NULL,
    start_day  INTEGER NOT NULL,
    end_day    INTEGER NOT NULL,
    seen_start INTEGER NOT NULL DEFAULT 0,
    seen_end   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX ix_audit_series_table ON audit_series (table_name, symbol);

-- What a partition looked like when the audit last had it fetched again: the same look afterwards means the answer did not change.
CREATE TABLE gap_ask (
    series_id INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    code      TEXT    NOT NULL,
    row_count INTEGER NOT NULL,
    asked_at  INTEGER NOT NULL,
    PRIMARY KEY (series_id, day)
) WITHOUT ROWID, STRICT;

-- What one symbol contributed to one year of a curated table; a change of the hash means that the year must be written again.
-- Year 0 holds the hash of everything the symbol was derived from: while it is the same, nothing of the symbol is read.
CREATE TABLE curation_state (
    table_name TEXT    NOT NULL,
    symbol     TEXT    NOT NULL,
    year       INTEGER NOT NULL,
    hash       TEXT    NOT NULL,
    PRIMARY KEY (table_name, symbol, year)
) WITHOUT ROWID, STRICT;

-- Events that the adjustment chain left out, wholly or in part, and why.
CREATE TABLE refused_event (
    symbol  TEXT    NOT NULL,
    ex_day  INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    ratio   REAL,
    amount  REAL,
    reason  TEXT    NOT NULL
) STRICT;

CREATE INDEX ix_refused_event ON refused_event (symbol, ex_day);
