import { setTimeout as sleep } from 'node:timers/promises';
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
    let working = true;
    const done = work.finally(() => (working = false));
    let ended = 0;
    while (working) {
      // Awaited one by one by the server, so that none is met twice in its way out.
      const rows = await this.server.run(
        `SELECT pid, ${how}(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND backend_type = 'client backend'`,
      );
      ended += rows.length;
      for (const { pid } of rows) await this.#waitedNoMore(Number(pid));
      await sleep(2);
    }
    await done;
    return ended;
  }

  /** Waits for no standby any more. */
  async forget(): Promise<void> {
    await expectStandby(this.server, '');
  }

  async #waitedNoMore(pid: number): Promise<void> {
    for (let tries = 0; tries < 500; tries++) {
      const rows = await this.server.run(
        `SELECT FROM pg_stat_activity WHERE pid = ${pid} AND wait_event = 'SyncRep'`,
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
    const [row] = await server.run('SHOW synchronous_standby_names');
    if (row?.['synchronous_standby_names'] === name && (await commitsWait(server)) === (name !== '')) return;
    await sleep(10);
  }
  throw new Error('The server has not taken the name of its standby.');
}

/** Whether a commit does wait: the checkpointer, which decides it, takes the setting in its own time. */
async function commitsWait(server: OwnServer): Promise<boolean> {
  try {
    await server.run(
      `SET statement_timeout = '1s'`,
      `DO $$ BEGIN PERFORM pg_current_xact_id(); SET LOCAL synchronous_commit = on; END $$`,
    );
  } catch {
    return true;
  }
  return false;
}
