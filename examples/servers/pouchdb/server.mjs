import express from 'express';
import expressPouchdb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { listening, serve } from './serve.mjs';

PouchDB.plugin(memory);
const InMemory = PouchDB.defaults({ adapter: 'memory' });
const app = express();
app.use(expressPouchdb(InMemory, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }));
const comments = new InMemory('comments');

await serve(listening(app), id => comments.put({ _id: `${id}`, name: `n${id}` }));
