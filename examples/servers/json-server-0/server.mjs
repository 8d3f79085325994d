import jsonServer from 'json-server';
import { listening, post, serve } from './serve.mjs';

const app = jsonServer.create();
app.use(jsonServer.defaults({ logger: false }));
app.use(jsonServer.router({ comments: [] }));

await serve(listening(app), (id, port) => post(port, '/comments', { id, name: `n${id}` }));
