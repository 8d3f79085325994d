// What all servers here have in common: a free port of the loopback interface, whose number is printed once there are
// records; each number on a line of the standard input appends so many more, and the count of all is printed.
import { createInterface } from 'node:readline';

const RECORDS = 250;

/**
 * @param listen starts the server on a port and resolves to the port it has: () => Promise<number>
 * @param append appends one record: (id) => Promise
 */
export async function serve(listen, append) {
  const port = await listen();
  let count = 0;
  const grow = async more => {
    for (const last = count + more; count < last; ) await append(++count, port);
  };
  await grow(RECORDS);
  console.log(port);
  for await (const line of createInterface({ input: process.stdin })) {
    await grow(Number(line));
    console.log(count);
  }
  process.exit();
}

/** Starts what has a listen method, such as an Express app or a server of Node.js. */
export const listening = app => () =>
  new Promise(resolve => {
    const server = app.listen(0, '127.0.0.1', () => resolve((server.address ? server : app).address().port));
  });

/** Sends JSON to the server itself. */
export async function post(port, path, body) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
