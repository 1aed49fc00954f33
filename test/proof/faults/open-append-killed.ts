import type { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { killAtOnce, serverProcessIds, untilBack } from '../../faults/injection/server-processes.js';
import type { Fault, World } from '../world/world.js';
import { AppendBySql } from './append-by-sql.js';
import { openClient } from './open-client.js';
import { stopBackgroundWriters } from './stopped-background-writers.js';
import { waited } from './waited.js';

/** More than a reader passes before others have positions again that were lost. */
const burnt = 800;

/**
 * The server is killed when nothing of what it had allocated is on its disk: the sequence steps back, and positions that
 * readers have known to be allocated are allocated once more. Many of them had been given up by then, with a savepoint,
 * others were in flight.
 */
export const openAppendKilled: Fault = {
  name: 'open-append-killed',
  async happen(world, signal) {
    const { server, urls } = world;
    const client = await openClient(urls.proof).catch(() => undefined);
    if (client === undefined) return { felt: 0 };
    try {
      if (!(await holdsWriters(client, signal))) return { felt: 0 };
      const last = await allocateAndKill(world, client);
      await untilBack(server, urls.proof);
      return { felt: (await lastPositionOf(urls.proof)) < last ? 1 : 0 };
    } finally {
      await client.end().catch(() => undefined);
    }
  },
};

/**
 * No writer gets further than to these, and those that have written are done; readers go on. In the order in which writers
 * come to them, and the last two no longer than the server waits before it looks for a deadlock: it is we who give way.
 */
const lockWriters = [
  `SET LOCAL lock_timeout = '2500ms'`,
  'LOCK TABLE daybook.streams IN EXCLUSIVE MODE',
  `SET LOCAL lock_timeout = '900ms'`,
  'LOCK TABLE daybook.subscription_processes, daybook.subscription_segments IN EXCLUSIVE MODE',
];

async function holdsWriters(client: Client, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    await client.query('BEGIN');
    try {
      for (const statement of lockWriters) await client.query(statement);
      return true;
    } catch {
      await client.query('ROLLBACK');
      await waited(50, signal);
    }
  }
  return false;
}

/** Answers the last position that was allocated. */
async function allocateAndKill({ server, history, random, urls }: World, client: Client): Promise<number> {
  const processes = await serverProcessIds(server);
  const goOn = await stopBackgroundWriters(client);
  const given = new AppendBySql(history, random, { by: 'open-append-killed', way: 'savepoint', count: burnt });
  const open = new AppendBySql(history, random, { by: 'open-append-killed', way: 'held', count: 50 });
  try {
    await client.query('SAVEPOINT before');
    await given.make(client);
    await client.query('ROLLBACK TO SAVEPOINT before');
    // Readers are told to look, by a commit that waits for no disk, and are given the time.
    await say(urls.proof);
    await sleep(random.between(100, 300));
    await open.make(client);
    return await lastPosition(client);
  } finally {
    killAtOnce(processes);
    goOn();
    given.failed('rolled back to a savepoint');
    open.failed('the server was killed before its commit');
  }
}

async function lastPosition(client: Client): Promise<number> {
  const { rows } = await client.query<{ last: string }>('SELECT last_value AS last FROM daybook.events_position');
  return Number(rows[0]?.last);
}

async function say(url: string): Promise<void> {
  const client = await openClient(url);
  await client.query(`NOTIFY daybook, 'open-append-killed'`).finally(() => client.end());
}

async function lastPositionOf(url: string): Promise<number> {
  const client = await openClient(url);
  return lastPosition(client).finally(() => client.end());
}
