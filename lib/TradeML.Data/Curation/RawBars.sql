-- The bars of a group of symbols that may enter: one source a day, the first by priority, and no excluded day.
SELECT b.date, b.symbol, b.open, b.high, b.low, b.close, b.volume, b.vwap, b.source_name
FROM raw.equities_bars b
JOIN source_order o ON o.source_name = b.source_name
WHERE b.symbol IN (SELECT symbol FROM wanted_symbol)
  AND NOT EXISTS (SELECT 1 FROM excluded_day x WHERE x.symbol = b.symbol AND x.source_name = b.source_name AND x.date = b.date)
QUALIFY row_number() OVER (PARTITION BY b.symbol, b.date ORDER BY o.source_priority, b.source_name) = 1
