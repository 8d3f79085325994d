import { createServer } from 'node:http';
import { feathers } from '@feathersjs/feathers';
import express, { json, rest } from '@feathersjs/express';
import { memory } from '@feathersjs/memory';
import { listening, serve } from './serve.mjs';

const app = express(feathers());
app.use(json());
app.configure(rest());
app.use('comments', memory({ startId: 1, paginate: { default: 10, max: 50 } }));
const server = createServer(app);
await app.setup(server);

await serve(listening(server), id => app.service('comments').create({ name: `n${id}` }));
