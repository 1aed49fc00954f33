import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { answering } from '../run/worker-process.js';

// The main file of a process that does nothing but select one row, over and over, and notes when it first sees what.
const [url = '', view = '', account = ''] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url });
await client.connect();

/** For each number of deposits that was seen, by which moment, in microseconds of the machine's monotonic clock. */
const seen: [deposits: number, at: number][] = [];
const watching = new AbortController();

async function watch(): Promise<void> {
  for (let last = 0; !watching.signal.aborted;) {
    const { rows } = await client.query<{ deposits: number }>({
      name: 'row',
      text: `SELECT deposits FROM ${view} WHERE account_id = $1`,
      values: [account],
    });
    const deposits = rows[0]?.deposits ?? 0;
    if (deposits > last) seen.push([(last = deposits), Number(process.hrtime.bigint() / 1_000n)]);
    await sleep(1);
  }
  await client.end();
}

const watched = watch();
answering({
  clock: () => Number(process.hrtime.bigint() / 1_000n),
  seen: () => seen.splice(0),
  end: () => {
    watching.abort();
    return watched;
  },
});
