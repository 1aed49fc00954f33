import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { OwnServer } from '../load/own-server.js';

/** How the wait of an append for its standby is brought to an end. */
export type WaitEnd = 'pg_cancel_backend' | 'pg_terminate_backend';

/** A synchronous standby that the server waits for, and that is not there. */
export class MissingStandby {
  private constructor(private readonly server: OwnServer) {}

  /** From now on each commit waits until somebody ends the wait. */
  static async of(server: OwnServer): Promise<MissingStandby> {
    await expectStandby(server, 'missing');
    return new MissingStandby(server);
  }

  /** Ends every wait that there is, and that comes, until the work is done. Answers how many it has ended. */
  async endWaits(how: WaitEnd, work: Promise<unknown>): Promise<number> {
    const done = work.then(
      () => true,
      () => true,
    );
    let ended = 0;
    while (!(await Promise.race([done, sleep(2).then(() => false)]))) {
      const rows = await this.server.run(
        `SELECT pid, query_start::text, ${how}(pid) FROM pg_stat_activity
         WHERE wait_event = 'SyncRep' AND backend_type = 'client backend'`,
      );
      ended += rows.length;
      // Or it would be met a second time on its way out, and the next statement with it.
      for (const { pid, query_start } of rows) await this.#waitsNoMore(Number(pid), String(query_start));
    }
    return ended;
  }

  /** Waits for no standby any more. */
  async forget(): Promise<void> {
    await expectStandby(this.server, '');
  }

  async #waitsNoMore(pid: number, since: string): Promise<void> {
    for (let tries = 0; tries < 500; tries++) {
      const rows = await this.server.run(
        `SELECT FROM pg_stat_activity WHERE pid = ${pid} AND wait_event = 'SyncRep' AND query_start = '${since}'`,
      );
      if (rows.length === 0) return;
      await sleep(2);
    }
    throw new Error(`The server process ${pid} still waits.`);
  }
}

async function expectStandby(server: OwnServer, name: string): Promise<void> {
  await server.run(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`, 'SELECT pg_reload_conf()');
  for (let tries = 0; tries < 500; tries++) {
    if ((await commitWaits(server)) === (name !== '')) return;
    await sleep(10);
  }
  throw new Error('The server has not taken the name of its standby.');
}

/** Tried with a commit, because the server takes the setting in its own time. */
async function commitWaits(server: OwnServer): Promise<boolean> {
  const client = new Client({ connectionString: server.url });
  let waited = false;
  client.on('notice', ({ routine }) => (waited ||= routine === 'SyncRepWaitForLSN'));
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const commit = client.query(`COMMENT ON SCHEMA public IS 'looked at'`).catch(() => undefined);
    const soon = await Promise.race([commit.then(() => true), sleep(200).then(() => false)]);
    if (!soon) await server.run(`SELECT pg_cancel_backend(${rows[0]?.pid})`);
    await commit;
  } finally {
    await client.end();
  }
  return waited;
}
