import express from 'express';
import jsonGraphqlExpress from 'json-graphql-server/node';
import { listening, post, serve } from './serve.mjs';

// The schema is guessed from the first record.
const app = express();
app.use('/graphql', jsonGraphqlExpress({ comments: [{ id: 1, name: 'n1' }] }));

await serve(listening(app), async (id, port) => {
  if (id > 1) await post(port, '/graphql', { query: `mutation { createComment(name: "n${id}") { id } }` });
});
