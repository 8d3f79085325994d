-- PouchDB Server (CouchDB): `since` the number of the last change; the token is there at the end, too, and stays the same.
-- examples/run.sh examples/servers/pouchdb/pouchdb.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id STRING,
  name STRING
) WITH (
  'connector'                   = 'rest',
  'url'                         = '${API}/comments/_changes?include_docs=true',
  'record.pointer'              = '/results',
  'fields.name.pointer'         = '/doc/name',
  'pagination.type'             = 'cursor',
  'pagination.cursor-parameter' = 'since',
  'pagination.cursor-pointer'   = '/last_seq',
  'pagination.limit-parameter'  = 'limit',
  'pagination.end'              = 'same-token'
);

CREATE TABLE lake_comments (
  id STRING,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/pouchdb'
);

INSERT INTO lake_comments SELECT * FROM comments;
