import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresServer } from '@daybook/testing';
import { Client } from 'pg';

/** The server processes that work for a role. */
export async function processesOf(url: string, role: string): Promise<readonly number[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const text = 'SELECT pid FROM pg_stat_activity WHERE usename = $1';
    const { rows } = await client.query<{ pid: number }>(text, [role]);
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end();
  }
}

/** Kills one of the server's processes, upon which the others end themselves and the server recovers. */
export async function killProcess(url: string, role: string): Promise<void> {
  const [pid] = shuffled(await processesOf(url, role));
  if (pid !== undefined) signal(pid, 'SIGKILL');
}

/** Ends the connection of one of a role's processes, as an operator or a fail-over does; answers whether there was one. */
export async function terminateProcess(url: string, role: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE usename = $1 AND datname = current_database() ORDER BY random() LIMIT 1`,
      [role],
    );
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

/** Lets a server process stand still for a while, wherever it is. */
export async function stopProcess(pid: number, forMs: number): Promise<void> {
  if (!signal(pid, 'SIGSTOP')) return;
  await sleep(forMs);
  signal(pid, 'SIGCONT');
}

/** The postmaster of a server and, after it, those that work under it. */
export async function serverProcessIds({ pid }: PostgresServer): Promise<readonly number[]> {
  if (pid === undefined) return [];
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return [pid, ...children.trim().split(/\s+/).filter(Boolean).map(Number)];
}

/** None of them gets to do anything more. */
export function killAtOnce(pids: readonly number[]): void {
  for (const pid of pids) signal(pid, 'SIGKILL');
}

/**
 * Waits until a server takes connections, whoever started it again. One that has lost its way in its recovery, as one has whose
 * disk was full, is killed after a minute and started anew.
 */
export async function untilBack(server: PostgresServer, url: string, patienceMs = 60_000): Promise<void> {
  await server.start();
  let end = performance.now() + patienceMs;
  for (;;) {
    if (performance.now() > end) {
      await server.kill();
      await server.start();
      end = performance.now() + patienceMs;
    }
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch {
      await sleep(20);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

export function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => [Math.random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
