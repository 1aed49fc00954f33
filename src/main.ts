import 'reflect-metadata';

import { once } from 'node:events';

import { isDaybookError } from '@daybook/domain';

import { openDatabase } from './harbour-database.js';
import { startHttp } from './http-server.js';
import { setting } from './setting.js';
import { welcome } from './welcome.js';

const port = Number(setting('PORT') ?? 3000);
const host = setting('HOST') ?? '127.0.0.1';

/** What a wrong address meets: no server, no such host, a wrong password, an unknown database. */
const refusals = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '28P01', '28000', '3D000']);

/** Aborted at the first signal. npm passes on a Ctrl-C that the terminal has sent already: later ones say the same. */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
const stopped = once(stop.signal, 'abort').then(() => 'stopped' as const);

async function run(): Promise<void> {
  const database = await openDatabase();
  process.once('exit', () => database.closeNow());
  try {
    if (!stop.signal.aborted) await serve(database.url);
  } finally {
    await database.close();
  }
}

async function serve(databaseUrl: string): Promise<void> {
  const http = await Promise.race([startHttp(databaseUrl, port, host), stopped]);
  if (http === 'stopped') return;
  console.log(welcome(http.address));
  await stopped;
  console.log('Stopping Harbour.');
  await http.close();
}

function reasonOf(error: unknown): string {
  if (isDaybookError(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`;
  }
  if (code === 'ERR_SOCKET_BAD_PORT') return `PORT must be a number from 0 to 65535, but is ${process.env.PORT}.`;
  if (code === 'ERR_INVALID_URL') {
    return 'DATABASE_URL or MIGRATION_DATABASE_URL is no address. Write postgres://user:password@localhost:5432/harbour.';
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
