-- One year of reference/universe: fresh rows of the symbols that changed, the rows that the lake holds of all others.
SELECT * FROM (
    SELECT u.date, n.symbol, i.security_id, f.eligible, f.is_common, f.listed, f.price_ok, f.liquidity_ok, u.adv_usd, s.sector, f.reason, k.known_at
    FROM universe_fresh u
    JOIN universe_symbol n ON n.no = u.symbol_no
    JOIN universe_security i ON i.no = u.security_no
    JOIN universe_sector s ON s.no = u.sector_no
    JOIN universe_flags f ON f.flags = u.flags
    JOIN universe_session k ON k.date = u.date
    WHERE u.date >= {first} AND u.date < {end}
    UNION ALL BY NAME
    SELECT * FROM reference.universe
    WHERE date >= {first} AND date < {end} AND symbol NOT IN (SELECT symbol FROM universe_changed)
)
ORDER BY date, symbol
