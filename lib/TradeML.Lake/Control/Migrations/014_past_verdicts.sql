-- Verdicts that were replaced, so that a view of the past leaves out what was RED then and not what is RED now. Days that held no row say nothing.
CREATE TABLE partition_was (
    series_id INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    status    INTEGER NOT NULL,
    PRIMARY KEY (series_id, day, until)
) WITHOUT ROWID, STRICT;

-- @sqlite
CREATE TRIGGER partition_day_was AFTER UPDATE OF status ON partition_day WHEN old.status <> new.status AND old.row_count > 0
BEGIN
    -- Not INSERT OR IGNORE: the policy of the statement that fires the trigger would win over it.
    INSERT INTO partition_was (series_id, day, until, status) SELECT old.series_id, old.day, new.last_observed_at, old.status
    WHERE NOT EXISTS (SELECT 1 FROM partition_was w WHERE w.series_id = old.series_id AND w.day = old.day AND w.until = new.last_observed_at);
END;
-- @postgres
CREATE FUNCTION keep_partition_was() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
    INSERT INTO partition_was (series_id, day, until, status) VALUES (old.series_id, old.day, new.last_observed_at, old.status) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$keep$;
CREATE TRIGGER partition_day_was AFTER UPDATE OF status ON partition_day FOR EACH ROW WHEN (old.status <> new.status AND old.row_count > 0)
EXECUTE FUNCTION keep_partition_was();
-- @both
