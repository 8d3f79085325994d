-- FeathersJS: `$skip` and `$limit` of at most 50 here; the total in the body.
-- examples/run.sh examples/servers/feathers/feathers.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'                   = 'rest',
  'url'                         = '${API}/comments',
  'record.pointer'              = '/data',
  'pagination.type'             = 'offset',
  'pagination.offset-parameter' = '$skip',
  'pagination.limit-parameter'  = '$limit',
  'pagination.total'            = 'body',
  'pagination.total-pointer'    = '/total'
);

CREATE TABLE lake_comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/feathers'
);

INSERT INTO lake_comments SELECT * FROM comments;
