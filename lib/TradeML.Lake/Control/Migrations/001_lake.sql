-- The lake's own bookkeeping: which files exist, which partitions are complete, which pipelines ran.
-- Days are whole days since 1970-01-01 (UnixDay). Instants are TEXT 'yyyy-MM-ddTHH:mm:ss.ffffffZ', except in partition_day,
-- which has millions of rows and keeps microseconds since 1970-01-01 UTC; its view renders them as text.

-- Every session of XNYS, so that "what should exist" is a join; minutes is the length of the session.
CREATE TABLE session (
    day     INTEGER PRIMARY KEY,
    date    TEXT    NOT NULL,
    minutes INTEGER NOT NULL
) STRICT;

-- One series of partitions: what stays the same from day to day.
CREATE TABLE partition_series (
    id            INTEGER PRIMARY KEY,
    source_name   TEXT NOT NULL,
    table_name    TEXT NOT NULL,
    symbol        TEXT,
    partition_key TEXT
) STRICT;

CREATE UNIQUE INDEX ux_partition_series
    ON partition_series (table_name, source_name, COALESCE(symbol, ''), COALESCE(partition_key, ''));

-- One partition's verdict. status: 0 RED, 1 AMBER, 2 GREEN. Day -719162 (0001-01-01) marks a partition without a date.
CREATE TABLE partition_day (
    series_id         INTEGER NOT NULL REFERENCES partition_series (id),
    day               INTEGER NOT NULL,
    status            INTEGER NOT NULL CHECK (status IN (0, 1, 2)),
    qc_score          REAL,
    row_count         INTEGER NOT NULL,
    expected_rows     INTEGER,
    qc_code           TEXT,
    first_observed_at INTEGER NOT NULL,
    last_observed_at  INTEGER NOT NULL,
    PRIMARY KEY (series_id, day)
) WITHOUT ROWID, STRICT;

-- The ledger as SSOT §2.8 names its columns; id is a UUID (version 8) made from series and day.
-- @sqlite
CREATE VIEW partition_status AS
SELECT printf('%08x-0000-8000-8000-%012x', d.series_id, d.day + 719162) AS id,
       s.source_name, s.table_name, s.symbol,
       CASE WHEN d.day = -719162 THEN NULL ELSE date(d.day * 86400, 'unixepoch') END AS dt,
       s.partition_key,
       CASE d.status WHEN 2 THEN 'GREEN' WHEN 1 THEN 'AMBER' ELSE 'RED' END AS status,
       d.qc_score, d.row_count, d.expected_rows, d.qc_code,
       strftime('%Y-%m-%dT%H:%M:%S', d.first_observed_at / 1000000, 'unixepoch')
           || printf('.%06dZ', d.first_observed_at % 1000000) AS first_observed_at,
       strftime('%Y-%m-%dT%H:%M:%S', d.last_observed_at / 1000000, 'unixepoch')
           || printf('.%06dZ', d.last_observed_at % 1000000) AS last_observed_at
FROM partition_day d JOIN partition_series s ON s.id = d.series_id;
-- @postgres
CREATE VIEW partition_status AS
SELECT lpad(to_hex(d.series_id), 8, '0') || '-0000-8000-8000-' || lpad(to_hex(d.day + 719162), 12, '0') AS id,
       s.source_name, s.table_name, s.symbol,
       CASE WHEN d.day = -719162 THEN NULL ELSE to_char(DATE '1970-01-01' + CAST(d.day AS INT), 'YYYY-MM-DD') END AS dt,
       s.partition_key,
       CASE d.status WHEN 2 THEN 'GREEN' WHEN 1 THEN 'AMBER' ELSE 'RED' END AS status,
       d.qc_score, d.row_count, d.expected_rows, d.qc_code,
       to_char(to_timestamp(d.first_observed_at / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
           || '.' || lpad(CAST(d.first_observed_at % 1000000 AS VARCHAR), 6, '0') || 'Z' AS first_observed_at,
       to_char(to_timestamp(d.last_observed_at / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
           || '.' || lpad(CAST(d.last_observed_at % 1000000 AS VARCHAR), 6, '0') || 'Z' AS last_observed_at
FROM partition_day d JOIN partition_series s ON s.id = d.series_id;
-- @both

-- Every file of the lake that readers may see. Paths are relative to the lake's root, with forward slashes.
CREATE TABLE manifest (
    path           TEXT PRIMARY KEY,
    table_name     TEXT    NOT NULL,
    partition      TEXT    NOT NULL,
    source         TEXT,
    symbol         TEXT,
    first_day      INTEGER,
    last_day       INTEGER,
    rows           INTEGER NOT NULL,
    bytes          INTEGER NOT NULL,
    sha256         TEXT    NOT NULL,
    ingested_at    TEXT    NOT NULL,
    schema_version INTEGER NOT NULL,
    inputs_hash    TEXT,
    code_version   TEXT,
    config_hash    TEXT
) STRICT;

CREATE INDEX ix_manifest_table ON manifest (table_name, symbol, source, first_day);

-- Files that a newer file replaced: no reader sees them; they are deleted right after the commit, or at the next open.
CREATE TABLE retired_file (path TEXT PRIMARY KEY) STRICT;

CREATE TABLE pipeline_runs (
    id            TEXT PRIMARY KEY,
    pipeline_name TEXT NOT NULL,
    params_json   TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('RUNNING', 'FAILED', 'SUCCEEDED', 'CANCELLED')),
    started_at    TEXT NOT NULL,
    finished_at   TEXT,
    metrics_json  TEXT,
    artifact_uri  TEXT,
    error         TEXT
) STRICT;

CREATE INDEX ix_pipeline_runs_name ON pipeline_runs (pipeline_name, started_at);

-- Small named facts, for example how far something has been read.
CREATE TABLE bookmarks (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
