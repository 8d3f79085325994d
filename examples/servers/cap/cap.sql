-- SAP Cloud Application Programming Model (OData): `@odata.nextLink`, a URL relative to that of the request, with `$skiptoken`; the server sets the size of pages.
-- examples/run.sh examples/servers/cap/cap.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'               = 'rest',
  'url'                     = '${API}/comments/Comments?$orderby=id',
  'record.pointer'          = '/value',
  'pagination.type'         = 'next-url',
  'pagination.next-pointer' = '/@odata.nextLink'
);

CREATE TABLE lake_comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/cap'
);

INSERT INTO lake_comments SELECT * FROM comments;
