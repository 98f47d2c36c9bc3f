-- One row per end of a listing. What each source claims:
--   listed   a vendor's list with a date; a date to come that has left the newest list was called off
--   traded   bars end, and a list calls the ticker inactive
--   sec      Form 25-NSE (the exchange): its filing day; Form 25 (the issuer): ten days later, when it takes effect (17 CFR 240.12d2-2);
--            Form 15-12B where no Form 25 is near: its filing day
-- Notes and warrants are delisted with the same Form 25, so one counts only where another source's claim is near or a Form 15 follows.
WITH lists AS (
    SELECT 'listings' AS list, symbol, source_name, CASE WHEN status = 'inactive' THEN delist_date END AS delist_date, ingested_at FROM raw.listings_versions
    UNION ALL
    SELECT 'delistings', symbol, source_name, delist_date, ingested_at FROM raw.delistings_versions
),
newest AS (SELECT list, source_name, max(ingested_at) AS newest_at FROM lists GROUP BY list, source_name),
listed AS (
    SELECT symbol, source_name, delist_date, min(ingested_at) AS known_at
    FROM lists JOIN newest USING (list, source_name) WHERE delist_date IS NOT NULL
    GROUP BY list, symbol, source_name, delist_date, newest_at
    HAVING max(ingested_at) = newest_at OR delist_date <= CAST(max(ingested_at) AS DATE)
),
traded AS (
    SELECT e.symbol, e.source_name, e.delist_date, k.known_at FROM ended e
    JOIN (SELECT symbol, min(ingested_at) AS known_at FROM raw.listings_versions WHERE status = 'inactive' GROUP BY symbol) k USING (symbol)
),
others AS (SELECT * FROM listed UNION ALL SELECT * FROM traded),
filed AS (
    SELECT symbol, source_name, form, filing_date, CASE WHEN form = '25' THEN filing_date + 10 ELSE filing_date END AS delist_date, min(ingested_at) AS known_at
    FROM raw.filings_versions WHERE form IN ('25', '25-NSE', '15-12B', '15-12G', '15-15D') GROUP BY symbol, source_name, form, filing_date
),
removed AS (
    SELECT f.*, (SELECT min(abs(o.delist_date - f.delist_date)) FROM others o WHERE o.symbol = f.symbol AND abs(o.delist_date - f.delist_date) <= 60) AS distance
    FROM filed f
    WHERE f.form IN ('25', '25-NSE')
       OR (f.form = '15-12B' AND NOT EXISTS (SELECT 1 FROM filed g WHERE g.symbol = f.symbol AND g.form IN ('25', '25-NSE') AND abs(g.filing_date - f.filing_date) <= 120))
),
sec AS (
    SELECT symbol, source_name, delist_date, known_at, distance, form FROM removed f
    WHERE distance IS NOT NULL OR form = '15-12B'
       OR EXISTS (SELECT 1 FROM filed g WHERE g.symbol = f.symbol AND g.form LIKE '15-%' AND g.filing_date BETWEEN f.filing_date AND f.filing_date + 120)
),
claims AS (
    SELECT symbol, source_name, delist_date, known_at, 0 AS distance, NULL AS form FROM others
    UNION ALL
    SELECT symbol, source_name, delist_date, known_at, coalesce(distance, 1000), form FROM sec
),
dated AS (
    SELECT c.* EXCLUDE (delist_date), d.day AS delist_date, o.source_priority
    FROM claims c ASOF JOIN trading_day d ON c.delist_date <= d.day JOIN claim_order o USING (source_name)
),
gaps AS (
    SELECT *, CASE WHEN delist_date - lag(delist_date) OVER (PARTITION BY symbol ORDER BY delist_date, source_name) <= 60 THEN 0 ELSE 1 END AS begins FROM dated
),
events AS (
    SELECT *, sum(begins) OVER (PARTITION BY symbol ORDER BY delist_date, source_name ROWS UNBOUNDED PRECEDING) AS event FROM gaps
),
words AS ( -- one claim a source and event: of several forms the one nearest to what others say
    SELECT * FROM events
    QUALIFY row_number() OVER (PARTITION BY symbol, event, source_name ORDER BY distance, delist_date, form) = 1
),
merged AS (
    SELECT symbol, event, min(known_at) AS known_at, max(CASE WHEN form = '25' THEN 1 ELSE 0 END) AS voluntary,
           string_agg(source_name || '=' || delist_date, ' ' ORDER BY source_priority, source_name) AS claims
    FROM words GROUP BY symbol, event
)
SELECT w.symbol, w.delist_date,
       CASE WHEN EXISTS (SELECT 1 FROM reference.corp_actions c WHERE c.symbol = w.symbol AND c.event_type = 'MERGER'
                         AND c.ex_date BETWEEN w.delist_date - 10 AND w.delist_date + 10) THEN 'MERGER'
            WHEN m.voluntary = 1 THEN 'VOLUNTARY' ELSE 'UNKNOWN' END AS reason,
       w.source_name, w.source_priority, m.claims, m.known_at
FROM words w JOIN merged m USING (symbol, event)
QUALIFY row_number() OVER (PARTITION BY w.symbol, w.event ORDER BY w.source_priority, w.source_name) = 1
ORDER BY w.symbol, w.delist_date
