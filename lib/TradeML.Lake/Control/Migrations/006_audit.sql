-- Completeness of every dataset: runs of days without rows of their own, which series are audited, and what a second vendor said.

-- A run of sessions that all say the same and that no file holds: missing, or confirmed to have no event. A day with a row in partition_day is
-- not part of it, so nothing needs to be split when a day arrives. expected_rows -1 stands for the minutes of each session.
CREATE TABLE partition_span (
    series_id         INTEGER NOT NULL REFERENCES partition_series (id),
    start_day         INTEGER NOT NULL,
    end_day           INTEGER NOT NULL,
    status            INTEGER NOT NULL CHECK (status IN (0, 1, 2)),
    expected_rows     INTEGER,
    qc_code           TEXT    NOT NULL,
    first_observed_at INTEGER NOT NULL,
    last_observed_at  INTEGER NOT NULL,
    PRIMARY KEY (series_id, start_day),
    CHECK (end_day > start_day)
) WITHOUT ROWID, STRICT;

-- Rows of an earlier version that spans replace.
DELETE FROM partition_day WHERE row_count = 0 AND qc_code IN ('MISSING_ROWS', 'VENDOR_HAS_NONE', 'UNCONFIRMED', 'NOT_CURATED', 'NO_EVENT');

-- Every verdict, one a partition, whichever of the two tables holds it.
CREATE VIEW partition_verdict AS
SELECT series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at FROM partition_day
UNION ALL
SELECT p.series_id, s.day, p.status, CAST(p.status AS REAL) * 0.5, 0, CASE WHEN p.expected_rows = -1 THEN s.minutes ELSE p.expected_rows END, p.qc_code,
       p.first_observed_at, p.last_observed_at
FROM partition_span p JOIN session s ON s.day >= p.start_day AND s.day < p.end_day
WHERE NOT EXISTS (SELECT 1 FROM partition_day d WHERE d.series_id = p.series_id AND d.day = s.day);

DROP VIEW partition_status;

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
FROM partition_verdict d JOIN partition_series s ON s.id = d.series_id;
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
FROM partition_verdict d JOIN partition_series s ON s.id = d.series_id;
-- @both

-- One audited series: the half-open window of days expected of it, and the part of it in which every session is known to have a row or a span.
-- symbol is the key of the dataset ('' where it has none); a series without days has the window of the one undated day.
DROP TABLE audit_series;

CREATE TABLE audit_series (
    series_id  INTEGER PRIMARY KEY REFERENCES partition_series (id),
    dataset    TEXT    NOT NULL,
    table_name TEXT    NOT NULL,
    symbol     TEXT    NOT NULL,
    start_day  INTEGER NOT NULL,
    end_day    INTEGER NOT NULL,
    seen_start INTEGER NOT NULL DEFAULT 0,
    seen_end   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX ix_audit_series_table ON audit_series (table_name, symbol);

-- A partition that a second vendor was asked for too: how far its rows lie from the first one's. score is 1 for equal rows, 0 for unlike ones.
CREATE TABLE qc_probe (
    dataset       TEXT    NOT NULL,
    symbol        TEXT    NOT NULL,
    day           INTEGER NOT NULL,
    first_source  TEXT    NOT NULL,
    second_source TEXT    NOT NULL,
    score         REAL    NOT NULL,
    code          TEXT    NOT NULL,
    rows_first    INTEGER NOT NULL,
    rows_second   INTEGER NOT NULL,
    worst_column  TEXT,
    worst_diff    REAL,
    detail        TEXT    NOT NULL,
    probed_at     TEXT    NOT NULL,
    PRIMARY KEY (dataset, symbol, day, first_source, second_source)
) WITHOUT ROWID, STRICT;
