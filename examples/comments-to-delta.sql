-- Reads a comments API into a Delta table, as the job CommentsToDelta does. For Flink's SQL client:
--   sql-client.sh -f comments-to-delta.sql
-- with the connectors' two JARs in Flink's lib/, or named by --jar.

SET 'pipeline.name' = 'comments-to-delta';
SET 'execution.runtime-mode' = 'streaming';
-- Each completed checkpoint is at most one version of the table, and what a later run goes on from.
SET 'execution.checkpointing.interval' = '10s';
SET 'execution.checkpointing.dir' = 'file:///tmp/lake/checkpoints';
SET 'execution.checkpointing.savepoint-dir' = 'file:///tmp/lake/checkpoints';
SET 'execution.checkpointing.externalized-checkpoint-retention' = 'RETAIN_ON_CANCELLATION';
-- To go on where an earlier run stopped, name its newest checkpoint or savepoint, which
-- examples/progress.sh /tmp/lake/checkpoints prints:
-- SET 'execution.state-recovery.path' = 'file:///tmp/lake/checkpoints/JOB_ID/chk-NUMBER';

CREATE TEMPORARY TABLE comments (
  id    INT,
  name  STRING,
  email STRING,
  body  STRING
) WITH (
  'connector' = 'comments',
  'url'       = 'https://jsonplaceholder.typicode.com/comments'
);

CREATE TEMPORARY TABLE lake_comments (
  id          INT,
  name        STRING,
  email       STRING,
  body        STRING,
  ingested_at TIMESTAMP_LTZ(3)
) WITH (
  'connector'  = 'delta',
  'table-path' = '/tmp/lake/comments'
);

INSERT INTO lake_comments
SELECT id, name, email, body, CAST(CURRENT_TIMESTAMP AS TIMESTAMP_LTZ(3))
FROM comments;
