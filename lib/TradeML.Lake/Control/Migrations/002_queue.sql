-- The ingest queue (SSOT §2.8), what vendors have confirmed, and what was spent of their budgets.
-- Days are whole days since 1970-01-01; instants are TEXT 'yyyy-MM-ddTHH:mm:ss.ffffffZ'. Windows are half-open.

CREATE TABLE backfill_queue (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset          TEXT    NOT NULL,
    symbol           TEXT,
    start_date       INTEGER NOT NULL,
    end_date         INTEGER NOT NULL,
    kind             TEXT    NOT NULL CHECK (kind IN ('BOOTSTRAP', 'GAP', 'FORWARD', 'QC_PROBE')),
    priority         INTEGER NOT NULL,
    status           TEXT    NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'LEASED', 'DONE', 'FAILED')),
    attempts         INTEGER NOT NULL DEFAULT 0,
    lease_owner      TEXT,
    lease_expires_at TEXT,
    next_not_before  TEXT,
    last_error       TEXT,
    created_at       TEXT    NOT NULL,
    updated_at       TEXT    NOT NULL,
    generation       INTEGER NOT NULL DEFAULT 0,
    CHECK (end_date > start_date)
) STRICT;

-- NULL symbols must not escape the rule that one window is one task.
CREATE UNIQUE INDEX ux_backfill_queue_task
    ON backfill_queue (dataset, COALESCE(symbol, ''), start_date, end_date, kind);

CREATE INDEX idx_backfill_queue_status ON backfill_queue (status, priority, created_at);

-- The head of each lane by kind and dataset, so that lanes that may not spend are stepped over, not scanned.
CREATE INDEX ix_backfill_queue_lane
    ON backfill_queue (dataset, kind, priority, created_at, id) WHERE status = 'PENDING';

CREATE INDEX ix_backfill_queue_lease ON backfill_queue (lease_expires_at) WHERE status = 'LEASED';

-- A vendor answered completely for a window: a day in it without a row has none at this vendor, as of asked_at.
CREATE TABLE confirmations (
    source    TEXT    NOT NULL,
    dataset   TEXT    NOT NULL,
    symbol    TEXT,
    start_day INTEGER NOT NULL,
    end_day   INTEGER NOT NULL,
    asked_at  TEXT    NOT NULL,
    rows      INTEGER NOT NULL,
    CHECK (end_day > start_day)
) STRICT;

CREATE UNIQUE INDEX ux_confirmations
    ON confirmations (dataset, COALESCE(symbol, ''), source, start_day, end_day);

-- Requests spent since a vendor's last reset, and limits learned from it for that day.
CREATE TABLE vendor_budget (
    vendor       TEXT    PRIMARY KEY,
    day          INTEGER NOT NULL,
    used         INTEGER NOT NULL,
    learned_rpm  REAL,
    frozen_until TEXT
) STRICT;

-- Why a budget changed: limits that contradict the configuration, refusals, freezes.
CREATE TABLE vendor_budget_event (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    vendor TEXT NOT NULL,
    at     TEXT NOT NULL,
    event  TEXT NOT NULL
) STRICT;
