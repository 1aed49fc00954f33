import type { Ledger } from './ledger.js';
import type { OpenedStore } from './opened-store.js';
import { requestOf } from './request.js';

/** Leaves a transaction behind that its coordinator has forgotten; it has appended, or written a row elsewhere. */
export async function leaveOrphan(
  { dataSource, store }: OpenedStore,
  ledger: Ledger,
  gid: string,
  appends: boolean,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  const request = requestOf([{ streamId: `orphan-${gid}`, expected: 'noStream', count: 2 }]);
  await runner.startTransaction();
  const begun = performance.now();
  if (appends) {
    const result = await store.appendAll(request.appends, { manager: runner.manager });
    ledger.enter(request, { outcome: 'appended', result }, begun);
  } else {
    await runner.query('INSERT INTO orders VALUES (1)');
  }
  await runner.query(`PREPARE TRANSACTION '${gid}'`);
  // The driver still believes in its transaction; the server knows that there is none.
  await runner.commitTransaction();
  await runner.release();
}
