import { join } from 'node:path';
import type { OwnServer } from '../load/own-server.js';

/** Tables as a dump has them: rows and sequences, and nothing of the server that they were on. */
const tables = `SELECT format('%I.%I', relnamespace::regnamespace, relname) AS name FROM pg_class
                WHERE relkind = 'r' AND relnamespace IN ('daybook'::regnamespace, 'public'::regnamespace)`;
const sequences = `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value AS value FROM pg_sequences
                   WHERE last_value IS NOT NULL`;

/** Puts everything that is on one server onto another, on which the empty tables are. */
export async function dumpAndRestore(from: OwnServer, to: OwnServer): Promise<void> {
  const [folder] = await from.run('SHOW data_directory');
  const names = (await from.run(tables)).map(({ name }) => String(name));
  for (const name of names) {
    const file = join(String(folder?.['data_directory']), `${name}.copy`);
    // The record of the migrations is there already.
    if (name.endsWith('.migrations')) continue;
    await from.run(`COPY ${name} TO '${file}'`);
    // What the migrations have put there stands in the dump, too.
    await to.run(`SET session_replication_role = replica`, `DELETE FROM ${name}`, `COPY ${name} FROM '${file}'`);
  }
  for (const { name, value } of await from.run(sequences)) {
    await to.run(`SELECT setval('${String(name)}', ${String(value)})`);
  }
}

/** Lets a server use up transaction ids. */
export async function useUpTransactions({ run }: OwnServer, count: number): Promise<void> {
  await run(...Array.from({ length: count }, () => 'SELECT pg_current_xact_id()'));
}

/** The next transaction id of a server, or what comes soon after it. */
export async function transactionId({ run }: OwnServer): Promise<number> {
  const [row] = await run('SELECT pg_current_xact_id()::text AS id');
  return Number(row?.['id']);
}
