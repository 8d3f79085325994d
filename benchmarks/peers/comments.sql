CREATE TABLE comments (
  id    INT,
  name  STRING,
  email STRING,
  body  STRING
) WITH (
  'connector'            = 'comments',
  'url'                  = '${API}',
  'pagination.page-size' = '${PAGE_SIZE}'
);

CREATE TABLE lake (
  id    INT,
  name  STRING,
  email STRING,
  body  STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${TABLE}'
);

INSERT INTO lake SELECT id, name, email, body FROM comments;
