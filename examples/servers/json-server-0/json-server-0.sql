-- json-server 0.17, pages: `_page` and `_limit`; the next page in the header `Link`.
-- examples/run.sh examples/servers/json-server-0/json-server-0.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'                  = 'rest',
  'url'                        = '${API}/comments?_page=1',
  'pagination.type'            = 'link-header',
  'pagination.limit-parameter' = '_limit'
);

CREATE TABLE lake_comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/json-server-0'
);

INSERT INTO lake_comments SELECT * FROM comments;
