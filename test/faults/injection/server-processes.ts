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

/** Lets a server process stand still for a while, wherever it is. */
export async function stopProcess(pid: number, forMs: number): Promise<void> {
  if (!signal(pid, 'SIGSTOP')) return;
  await sleep(forMs);
  signal(pid, 'SIGCONT');
}

/** Waits until a server takes connections, whoever started it again. */
export async function untilBack(server: PostgresServer, url: string): Promise<void> {
  await server.start();
  for (;;) {
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
