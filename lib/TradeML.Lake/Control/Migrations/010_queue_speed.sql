-- A lease and a completion write as few pages as they can: what is ready, what waits for its time and what is leased stand in an index each, done tasks in none
-- but the one that keeps windows apart.

DROP INDEX ix_backfill_queue_lane;
DROP INDEX idx_backfill_queue_status;

-- The head of each lane, so that lanes that may not spend are stepped over, not scanned. Deferred tasks stand elsewhere: an outage must not lengthen a lane.
CREATE INDEX ix_backfill_queue_ready
    ON backfill_queue (dataset, kind, priority, created_at, id) WHERE status = 'PENDING' AND next_not_before IS NULL;

CREATE INDEX ix_backfill_queue_deferred ON backfill_queue (next_not_before) WHERE status = 'PENDING' AND next_not_before IS NOT NULL;

CREATE INDEX idx_backfill_queue_status ON backfill_queue (status, priority, created_at) WHERE status = 'FAILED';
