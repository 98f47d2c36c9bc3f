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
)
SELECT symbol, event_type, ex_date, record_date, pay_date, ratio, amount, related_symbol, source_name, source_priority, known_at
FROM merged JOIN known USING (symbol, event_type, ex_date)
QUALIFY row_number() OVER (PARTITION BY symbol, event_type, ex_date ORDER BY source_priority, source_name) = 1
ORDER BY symbol, ex_date, event_type
