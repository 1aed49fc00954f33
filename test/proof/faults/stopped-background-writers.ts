import type { Client } from 'pg';

/**
 * Lets those processes of the server stand still that write to the disk for others; nothing gets there then but by a
 * commit. Answers how to let them go on.
 */
export async function stopBackgroundWriters(client: Client): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE backend_type IN ('walwriter', 'background writer', 'checkpointer')`,
  );
  const signalled = (name: NodeJS.Signals): void => {
    for (const { pid } of rows) {
      try {
        process.kill(pid, name);
      } catch {
        // It is no more.
      }
    }
  };
  signalled('SIGSTOP');
  return () => signalled('SIGCONT');
}
