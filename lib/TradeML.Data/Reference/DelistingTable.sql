-- One row per symbol whose listing has ended: the session after its last bar, and a merger as the reason where one is on record.
SELECT e.symbol, e.delist_date,
       CASE WHEN EXISTS (SELECT 1 FROM reference.corp_actions c WHERE c.symbol = e.symbol AND c.event_type = 'MERGER'
                         AND c.ex_date BETWEEN e.delist_date - 10 AND e.delist_date + 10) THEN 'MERGER' ELSE 'UNKNOWN' END AS reason,
       e.source_name, 0::BIGINT AS source_priority, NULL::VARCHAR AS claims, k.known_at
FROM ended e
JOIN (SELECT symbol, min(ingested_at) AS known_at FROM read_parquet({files}, hive_partitioning = false)
      WHERE status = 'inactive' AND ingested_at <= {as_of} GROUP BY symbol) k USING (symbol)
ORDER BY e.symbol, e.delist_date
