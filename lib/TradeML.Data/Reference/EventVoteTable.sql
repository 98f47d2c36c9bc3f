-- One row per event of reference/corp_actions and source: what the source says of it, or that it was asked for the day and knows of none.
WITH versions AS (
    SELECT * FROM read_parquet({files}, hive_partitioning = false) WHERE ingested_at <= {as_of}
),
newest AS (
    SELECT * FROM versions
    QUALIFY row_number() OVER (PARTITION BY source_name, symbol, vendor_id ORDER BY ingested_at DESC, ex_date DESC) = 1
),
said AS (
    SELECT symbol, event_type, ex_date, source_name, source_priority, min(ingested_at) AS known_at,
           CASE WHEN event_type = 'SPIN_OFF' THEN min(ratio) ELSE product(ratio ORDER BY ratio) END AS ratio, sum(amount ORDER BY amount) AS amount
    FROM newest JOIN source_order USING (source_name) GROUP BY symbol, event_type, ex_date, source_name, source_priority
),
votes AS (
    SELECT e.symbol, e.event_type, e.ex_date, s.source_name, s.source_priority,
           CASE WHEN s.source_name = e.source_name THEN 'CHOSEN'
                WHEN abs(coalesce(s.ratio, 0) - coalesce(e.ratio, 0)) > 0.001 * abs(coalesce(e.ratio, 0))
                  OR abs(coalesce(s.amount, 0) - coalesce(e.amount, 0)) > {tolerance} * abs(coalesce(e.amount, 0)) THEN 'DIFFERS'
                ELSE 'AGREES' END AS vote,
           s.ratio, s.amount, s.known_at
    FROM reference.corp_actions e JOIN said s USING (symbol, event_type, ex_date)
),
silent AS ( -- sources that deliver splits and dividends at all, and have confirmed the day
    SELECT e.symbol, e.event_type, e.ex_date, c.source_name, o.source_priority, 'ABSENT' AS vote, NULL::DOUBLE AS ratio, NULL::DOUBLE AS amount, max(c.asked_at) AS known_at
    FROM reference.corp_actions e
    JOIN confirmed c ON (c.symbol IS NULL OR c.symbol = e.symbol) AND e.ex_date >= c.first_day AND e.ex_date < c.end_day AND c.asked_at <= {as_of}
    JOIN source_order o ON o.source_name = c.source_name
    JOIN (SELECT DISTINCT source_name, event_type FROM versions) d ON d.source_name = c.source_name AND d.event_type = e.event_type
    WHERE e.event_type IN ('SPLIT', 'DIVIDEND')
      AND NOT EXISTS (SELECT 1 FROM said s WHERE s.symbol = e.symbol AND s.event_type = e.event_type AND s.ex_date = e.ex_date AND s.source_name = c.source_name)
    GROUP BY e.symbol, e.event_type, e.ex_date, c.source_name, o.source_priority
)
SELECT symbol, event_type, ex_date, source_name, source_priority, vote, ratio, amount, known_at FROM votes
UNION ALL
SELECT symbol, event_type, ex_date, source_name, source_priority, vote, ratio, amount, known_at FROM silent
ORDER BY symbol, ex_date, event_type, source_priority, source_name
