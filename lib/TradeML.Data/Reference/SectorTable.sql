-- Sector and industry by ticker: the user's file from the day it says, a vendor's profile from the day it was fetched; the first source by priority where both speak.
WITH stated AS (
    SELECT symbol, coalesce(sector_since, CAST(ingested_at AS DATE)) AS start_date, sector, industry, source_name, 0 AS source_priority,
           CASE WHEN sector_since IS NULL THEN ingested_at ELSE least(ingested_at, sector_since::TIMESTAMP AT TIME ZONE 'UTC') END AS known_at
    FROM raw.securities_versions WHERE coalesce(sector, industry) IS NOT NULL QUALIFY ingested_at = max(ingested_at) OVER ()
    UNION ALL
    SELECT symbol, CAST(ingested_at AS DATE), NULL, industry, source_name, 1, ingested_at FROM raw.company_profile_versions WHERE industry IS NOT NULL
),
daily AS ( -- one word a ticker, day and source
    SELECT * FROM stated QUALIFY row_number() OVER (PARTITION BY symbol, start_date, source_name ORDER BY known_at DESC) = 1
),
chosen AS ( -- a vendor's word counts for a ticker of which the file says nothing
    SELECT * FROM daily QUALIFY source_priority = min(source_priority) OVER (PARTITION BY symbol)
),
changes AS (
    SELECT *, CASE WHEN sector IS NOT DISTINCT FROM lag(sector) OVER w AND industry IS NOT DISTINCT FROM lag(industry) OVER w AND row_number() OVER w > 1 THEN 0 ELSE 1 END AS begins
    FROM chosen WINDOW w AS (PARTITION BY symbol ORDER BY start_date, source_name)
)
SELECT coalesce((SELECT max(s.security_id) FROM reference.securities s WHERE s.symbol = c.symbol AND c.start_date >= s.start_date AND (s.end_date IS NULL OR c.start_date < s.end_date)), c.symbol) AS security_id,
       symbol, start_date, lead(start_date) OVER (PARTITION BY symbol ORDER BY start_date, source_name) AS end_date, sector, industry, source_name, known_at
FROM changes c WHERE begins = 1 ORDER BY symbol, start_date
