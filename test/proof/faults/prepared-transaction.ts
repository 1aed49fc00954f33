import type { Fault, World } from '../world/world.js';
import { beginHeld, type Held, type HeldTransaction } from './held-transaction.js';
import { endPrepared, whyNothingIsPrepared } from './end-prepared.js';
import { waited } from './waited.js';

/** Prepares a transaction, leaves it to itself for a while, and ends it. Answers whether it was there all the while. */
async function prepareAndEnd(world: World, held: HeldTransaction, signal: AbortSignal): Promise<boolean> {
  const { random } = world;
  const gid = `${held.by}-${random.below(2 ** 31).toString(36)}`;
  const commits = random.chance(0.6);
  const opened = await beginHeld(world, held).catch(() => undefined);
  if (opened === undefined) return false;
  await prepare(opened, gid);
  // Others may kill the server meanwhile: it remembers.
  await waited(random.between(1_000, held.appends ? 3_000 : 6_000), signal);
  const was = await endPrepared(held.url, gid, commits ? 'COMMIT' : 'ROLLBACK');
  const { by, answer } = opened.append ?? {};
  if (was && commits && answer !== undefined) by?.committed(answer);
  else by?.failed(was ? 'rolled back' : 'it was not prepared');
  return was;
}

/** If its answer is lost, it shows at the end whether it has been done. */
async function prepare({ client }: Held, gid: string): Promise<void> {
  await client.query(`PREPARE TRANSACTION '${gid}'`).catch(() => undefined);
  await client.end().catch(() => undefined);
}

/** Prepared transactions that nobody ends for a while: one has appended, and one has not. */
export const preparedTransaction: Fault = {
  name: 'prepared-transaction',
  impossible: whyNothingIsPrepared,
  async happen(world, signal) {
    const at = { by: 'prepared-transaction', url: world.urls.proof };
    const prepared = await Promise.all([
      prepareAndEnd(world, { ...at, appends: false }, signal),
      prepareAndEnd(world, { ...at, appends: true }, signal),
    ]);
    return { felt: prepared.filter(Boolean).length };
  },
};

/** The same in another database on the server. */
export const preparedTransactionElsewhere: Fault = {
  name: 'prepared-transaction-elsewhere',
  impossible: whyNothingIsPrepared,
  async happen(world, signal) {
    const at = { by: 'prepared-transaction-elsewhere', url: world.urls.other };
    return { felt: (await prepareAndEnd(world, { ...at, appends: false }, signal)) ? 1 : 0 };
  },
};
