-- Django REST framework, CursorPagination: `next`, an absolute URL with an opaque cursor.
-- examples/run.sh examples/servers/django/django.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'                  = 'rest',
  'url'                        = '${API}/comments/',
  'record.pointer'             = '/results',
  'pagination.type'            = 'next-url',
  'pagination.next-pointer'    = '/next',
  'pagination.limit-parameter' = 'page_size'
);

CREATE TABLE lake_comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/django'
);

INSERT INTO lake_comments SELECT * FROM comments;
