-- Kinto: `_token` in a URL in the header `Next-Page`, which is missing at the end.
-- examples/run.sh examples/servers/kinto/kinto.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id STRING,
  name STRING
) WITH (
  'connector'                   = 'rest',
  'url'                         = '${API}/v1/buckets/lake/collections/comments/records?_sort=last_modified',
  'record.pointer'              = '/data',
  'pagination.type'             = 'cursor',
  'pagination.cursor-parameter' = '_token',
  'pagination.cursor-header'    = 'Next-Page',
  'pagination.cursor-pattern'   = '[?&]_token=([^&]*)',
  'pagination.limit-parameter'  = '_limit'
);

CREATE TABLE lake_comments (
  id STRING,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/kinto'
);

INSERT INTO lake_comments SELECT * FROM comments;
