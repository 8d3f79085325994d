-- Dynalite (DynamoDB): `POST`; the token is an object, and goes into the body of the next request. Numbers are texts. It wants a signature, and does not verify it.
-- examples/run.sh examples/servers/dynalite/dynalite.sql --until-caught-up --var API=http://127.0.0.1:PORT --var LAKE=/tmp/lake

CREATE TABLE comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'                  = 'rest',
  'url'                        = '${API}/',
  'http-headers.Authorization' = 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b',
  'http-headers.X-Amz-Date'    = '20260101T000000Z',
  'http-headers.X-Amz-Target'  = 'DynamoDB_20120810.Query',
  'http-headers.Content-Type'  = 'application/x-amz-json-1.0',
  'request.method'             = 'POST',
  'request.body'               = '{"TableName": "comments", "KeyConditionExpression": "post = :post", "ExpressionAttributeValues": {":post": {"S": "a"}}, "Limit": {limit}, "ExclusiveStartKey": {cursor}}',
  'record.pointer'             = '/Items',
  'fields.id.pointer'          = '/id/N',
  'fields.id.format'           = 'string',
  'fields.name.pointer'        = '/name/S',
  'pagination.type'            = 'cursor',
  'pagination.cursor-pointer'  = '/LastEvaluatedKey'
);

CREATE TABLE lake_comments (
  id BIGINT,
  name STRING
) WITH (
  'connector'  = 'delta',
  'table-path' = '${LAKE}/dynalite'
);

INSERT INTO lake_comments SELECT * FROM comments;
