-- The minute's rate of a vendor for all nodes together: when the next request would be due at an even pace, in microseconds since 1970-01-01 UTC.
ALTER TABLE vendor_budget ADD COLUMN paced_to INTEGER;
