import { createServer } from 'node:http';
import { createApp } from 'json-server/lib/app.js';
import { Low, Memory } from 'lowdb';
import { listening, serve } from './serve.mjs';

const database = new Low(new Memory(), { comments: [] });
const app = createApp(database, { logger: false });

await serve(listening(createServer(app.attach)), async id =>
  database.data.comments.push({ id: `${id}`, name: `n${id}` }));
