-- What examples/quickstart.sh runs. The names in braces are filled in by its flags.

CREATE TABLE comments (
  id    INT,
  name  STRING,
  email STRING,
  body  STRING
) WITH (
  ${LISTING_NAME}
  ${REQUESTS}
  'connector'                       = 'comments',
  'url'                             = '${API_URL}',
  'scan.startup.mode'               = 'offset',
  'scan.startup.offset'             = '${START_OFFSET}',
  'scan.max-records-per-checkpoint' = '${MAX_RECORDS_PER_CHECKPOINT}',
  'error.mode'                      = '${ERROR_MODE}'
);

CREATE TABLE lake_comments (
  id          INT,
  name        STRING,
  email       STRING,
  body        STRING,
  ingested_at TIMESTAMP_LTZ(6)
) WITH (
  'connector'  = 'delta',
  'table-path' = '${TABLE_PATH}'
);

INSERT INTO lake_comments
SELECT id, name, email, body, CAST(CURRENT_TIMESTAMP AS TIMESTAMP_LTZ(6))
FROM comments;
