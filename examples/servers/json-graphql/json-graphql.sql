-- json-graphql-server: `POST` of a GraphQL query, with the number of the page, from 0, among its variables; the total in the body.
-- examples/run.sh examples/servers/json-graphql/json-graphql.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id STRING,
  name STRING
) WITH (
  'connector'                = 'rest',
  'url'                      = '${API}/graphql',
  'request.method'           = 'POST',
  'request.body'             = '{"query": "query($page: Int, $perPage: Int) {allComments(page: $page, perPage: $perPage) {id name} _allCommentsMeta {count}}", "variables": {"page": {page}, "perPage": {limit}}}',
  'record.pointer'           = '/data/allComments',
  'pagination.type'          = 'page-number',
  'pagination.first-page'    = '0',
  'pagination.total'         = 'body',
  'pagination.total-pointer' = '/data/_allCommentsMeta/count'
);

CREATE TABLE lake_comments (
  id STRING,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/json-graphql'
);

INSERT INTO lake_comments SELECT * FROM comments;
