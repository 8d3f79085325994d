import cds from '@sap/cds';
import express from 'express';
import { listening, serve } from './serve.mjs';

const app = express();
cds.model = cds.linked(await cds.load('comments.cds'));
cds.env.requires.db = { kind: 'sqlite', impl: '@cap-js/sqlite', driver: 'sql.js', credentials: { url: ':memory:' } };
const database = await cds.connect.to('db');
await cds.deploy(cds.model).to(database);
await cds.serve('all').from(cds.model).in(app);

await serve(listening(app), id =>
  INSERT.into('CommentsService.Comments').entries({ id, name: `n${id}` }));
