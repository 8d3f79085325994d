-- Datasette: `_next` and `_size`; the token in the body, null at the end.
-- examples/run.sh examples/servers/datasette/datasette.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'                   = 'rest',
  'url'                         = '${API}/lake/comments.json?_shape=objects',
  'record.pointer'              = '/rows',
  'pagination.type'             = 'cursor',
  'pagination.cursor-parameter' = '_next',
  'pagination.cursor-pointer'   = '/next',
  'pagination.limit-parameter'  = '_size'
);

CREATE TABLE lake_comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/datasette'
);

INSERT INTO lake_comments SELECT * FROM comments;
