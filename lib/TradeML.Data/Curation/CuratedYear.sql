-- One year of curated/equities_ohlcv_adj: fresh rows of the symbols that changed, the rows that the lake holds of all others.
SELECT * FROM (
    SELECT c.date, c.symbol, c.open, c.high, c.low, c.close, c.volume, c.vwap,
           c.open * f.cum_price_factor AS adj_open, c.high * f.cum_price_factor AS adj_high, c.low * f.cum_price_factor AS adj_low,
           c.close * f.cum_price_factor AS adj_close, c.volume * f.cum_volume_factor AS adj_volume,
           c.close * f.cum_total_return_factor AS tr_close,
           f.cum_price_factor, f.cum_volume_factor, f.cum_total_return_factor,
           coalesce(s.price_step, 1.0::DOUBLE) AS price_step, coalesce(s.volume_step, 1.0::DOUBLE) AS volume_step,
           coalesce(s.total_return_step, 1.0::DOUBLE) AS total_return_step, c.source_name
    FROM chosen c
    ASOF JOIN factor_span f ON f.symbol = c.symbol AND c.date >= f.date
    LEFT JOIN factor_step s ON s.symbol = c.symbol AND s.date = c.date
    WHERE c.date >= {first} AND c.date < {end}
    UNION ALL BY NAME
    SELECT * FROM curated.equities_ohlcv_adj
    WHERE date >= {first} AND date < {end} AND symbol NOT IN (SELECT symbol FROM changed_symbol)
)
ORDER BY date, symbol
