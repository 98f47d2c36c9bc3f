-- Minute bars with the factors of their day: one source a day, the first by priority, no excluded day, and none without a daily bar.
SELECT m.ts, m.date, m.symbol, m.open, m.high, m.low, m.close, m.volume, m.vwap, m.trades,
       m.open * f.cum_price_factor AS adj_open, m.high * f.cum_price_factor AS adj_high, m.low * f.cum_price_factor AS adj_low,
       m.close * f.cum_price_factor AS adj_close, m.volume * f.cum_volume_factor AS adj_volume,
       f.cum_price_factor, f.cum_volume_factor, f.price_step, f.volume_step, f.total_return_step, m.source_name
FROM raw.equities_minute m
JOIN (
    SELECT symbol, date, source_name FROM (SELECT DISTINCT symbol, date, source_name FROM raw.equities_minute)
    JOIN minute_order USING (source_name)
    WHERE (symbol, source_name, date) NOT IN (SELECT (symbol, source_name, date) FROM minute_excluded)
    QUALIFY row_number() OVER (PARTITION BY symbol, date ORDER BY source_priority, source_name) = 1
) c ON c.symbol = m.symbol AND c.date = m.date AND c.source_name = m.source_name
JOIN curated.equities_ohlcv_adj f ON f.symbol = m.symbol AND f.date = m.date
WHERE m.date >= {first} AND m.date < {end}
ORDER BY m.symbol, m.ts
