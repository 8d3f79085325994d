import dynalite from 'dynalite';
import { listening, serve } from './serve.mjs';

const server = dynalite({ createTableMs: 0 });
let port;

async function call(operation, body) {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `DynamoDB_20120810.${operation}`,
      'X-Amz-Date': '20260101T000000Z',
      Authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

async function listen() {
  port = await listening(server)();
  await call('CreateTable', {
    TableName: 'comments',
    AttributeDefinitions: [{ AttributeName: 'post', AttributeType: 'S' }, { AttributeName: 'id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'post', KeyType: 'HASH' }, { AttributeName: 'id', KeyType: 'RANGE' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  while ((await call('DescribeTable', { TableName: 'comments' })).Table.TableStatus !== 'ACTIVE');
  return port;
}

await serve(listen, id =>
  call('PutItem', { TableName: 'comments', Item: { post: { S: 'a' }, id: { N: `${id}` }, name: { S: `n${id}` } } }));
