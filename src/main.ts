import 'reflect-metadata';

import { isDaybookError } from '@daybook/domain';

import { openDatabase } from './harbour-database.js';
import { startHttp } from './http-server.js';
import { welcome } from './welcome.js';

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '127.0.0.1';

/** What a wrong address meets: no server, no such host, a wrong password, an unknown database. */
const refusals = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '28P01', '28000', '3D000']);

/** Settles at the first signal. npm passes on a Ctrl-C that the terminal has sent already: later ones are the same wish. */
const stopped = new Promise<'stopped'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('stopped'));
});

async function run(): Promise<void> {
  const database = await openDatabase();
  process.once('exit', () => database.closeNow());
  try {
    const http = await Promise.race([startHttp(database.url, port, host), stopped]);
    if (http === 'stopped') return;
    console.log(welcome(http.address));
    await stopped;
    console.log('Stopping Harbour.');
    await http.close();
  } finally {
    await database.close();
  }
}

function reasonOf(error: unknown): string {
  if (isDaybookError(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`;
  }
  if (refusals.has(code))
    return `The database refuses: ${error.message || code}. Is the address in DATABASE_URL right?`;
  return error.stack ?? error.message;
}

try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(`Harbour did not start. ${reasonOf(error)}`);
  process.exit(1);
}
