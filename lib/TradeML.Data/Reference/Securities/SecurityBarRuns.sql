-- Runs of bars without a gap of more than {gap} calendar days, by ticker.
WITH days AS (
    SELECT symbol, date, min(ingested_at) AS known_at FROM raw.equities_bars GROUP BY symbol, date
),
breaks AS (
    SELECT *, CASE WHEN date - lag(date) OVER (PARTITION BY symbol ORDER BY date) <= {gap} THEN 0 ELSE 1 END AS begins FROM days
),
runs AS (
    SELECT *, sum(begins) OVER (PARTITION BY symbol ORDER BY date ROWS UNBOUNDED PRECEDING) AS run FROM breaks
)
SELECT symbol, min(date), max(date), min(known_at) FROM runs GROUP BY symbol, run ORDER BY symbol, min(date)
