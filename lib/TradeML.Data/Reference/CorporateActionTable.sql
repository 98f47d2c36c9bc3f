-- One row per event: the newest version of each vendor's event, events of one day and kind summed (cash) or multiplied (ratios),
-- then the source that comes first. known_at is when any source first showed the event.
WITH versions AS (
    SELECT * FROM read_parquet({files}, hive_partitioning = false) WHERE ingested_at <= {as_of}
),
newest AS (
    SELECT * FROM versions
    QUALIFY row_number() OVER (PARTITION BY source_name, symbol, vendor_id ORDER BY ingested_at DESC, ex_date DESC) = 1
),
known AS (
    SELECT symbol, event_type, ex_date, min(ingested_at) AS known_at FROM versions GROUP BY symbol, event_type, ex_date
),
merged AS (
    SELECT symbol, event_type, ex_date, min(record_date) AS record_date, min(pay_date) AS pay_date,
           CASE WHEN event_type = 'SPIN_OFF' THEN min(ratio) ELSE product(ratio ORDER BY ratio) END AS ratio,
           sum(amount ORDER BY amount) AS amount, min(related_symbol) AS related_symbol, source_name, source_priority
    FROM newest JOIN source_order USING (source_name)
    GROUP BY symbol, event_type, ex_date, source_name, source_priority
),
shifted AS ( -- one event that two sources date up to five days apart counts once, on the day of the source that comes first
    SELECT DISTINCT m.symbol, m.event_type, m.ex_date, m.source_name
    FROM merged m JOIN merged p ON p.symbol = m.symbol AND p.event_type = m.event_type AND p.ex_date <> m.ex_date AND p.ex_date BETWEEN m.ex_date - 5 AND m.ex_date + 5
     AND (p.source_priority, p.source_name) < (m.source_priority, m.source_name)
    WHERE m.event_type IN ('SPLIT', 'DIVIDEND', 'STOCK_DIVIDEND', 'SPIN_OFF')
      AND (abs(p.ratio - m.ratio) <= 1e-6 * p.ratio OR abs(p.amount - m.amount) <= 0.01 * abs(p.amount))
      AND NOT EXISTS (SELECT 1 FROM merged q WHERE q.symbol = m.symbol AND q.event_type = m.event_type AND q.ex_date = m.ex_date AND q.source_name = p.source_name)
)
SELECT symbol, event_type, ex_date, record_date, pay_date, ratio, amount, related_symbol, source_name, source_priority, known_at
FROM merged JOIN known USING (symbol, event_type, ex_date) ANTI JOIN shifted USING (symbol, event_type, ex_date, source_name)
QUALIFY row_number() OVER (PARTITION BY symbol, event_type, ex_date ORDER BY source_priority, source_name) = 1
ORDER BY symbol, ex_date, event_type
