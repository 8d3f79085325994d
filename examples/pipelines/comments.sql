-- One API into two tables, with a computed column and a filter:
--   examples/run.sh examples/pipelines/comments.sql --until-caught-up \
--     --var API=https://jsonplaceholder.typicode.com/comments --var LAKE=/tmp/lake

CREATE TABLE comments (
  id    INT,
  name  STRING,
  email STRING,
  body  STRING
) WITH (
  'connector' = 'comments',
  'url'       = '${API}'
);

CREATE TABLE lake_domains (
  id     INT,
  name   STRING,
  domain STRING
) PARTITIONED BY (domain) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/domains'
);

CREATE TABLE lake_authors (
  id    INT,
  email STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/authors'
);

INSERT INTO lake_domains SELECT id, name, SPLIT_INDEX(email, '@', 1) FROM comments;
INSERT INTO lake_authors SELECT id, email FROM comments WHERE MOD(id, 2) = 0;
