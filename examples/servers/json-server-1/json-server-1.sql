-- json-server 1: `_page` and `_per_page`; the number of the next page in the body, null at the end. Past the end comes the last page again.
-- examples/run.sh examples/servers/json-server-1/json-server-1.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id STRING,
  name STRING
) WITH (
  'connector'                  = 'rest',
  'url'                        = '${API}/comments',
  'record.pointer'             = '/data',
  'pagination.type'            = 'page-number',
  'pagination.page-parameter'  = '_page',
  'pagination.limit-parameter' = '_per_page',
  'pagination.end'             = 'null-pointer',
  'pagination.end-pointer'     = '/next'
);

CREATE TABLE lake_comments (
  id STRING,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/json-server-1'
);

INSERT INTO lake_comments SELECT * FROM comments;
