import type { AppendAllResult } from '@daybook/event-store';
import { RolledBack } from './held-append.js';
import type { Ledger } from './ledger.js';
import type { OpenedStore } from './opened-store.js';
import { requestOf, type Request } from './request.js';

export interface ManyInOne {
  readonly count: number;
  readonly streams: number;
  /** Called now and then while the transaction is open and has appended. */
  readonly look: () => Promise<unknown>;
}

/** Of each hundred appends the first ten go with a savepoint that is rolled back, the next ten with one that is kept. */
const rolledBack = 10;
const kept = 20;

/** Makes one append after another in a single transaction, with savepoints between them. */
export async function appendManyInOne(
  { store, dataSource }: OpenedStore,
  ledger: Ledger,
  { count, streams, look }: ManyInOne,
): Promise<void> {
  const begun = performance.now();
  const appended: (readonly [Request, AppendAllResult])[] = [];
  const undone: Request[] = [];
  await dataSource.transaction(async (manager) => {
    for (let n = 0; n < count; n++) {
      const place = n % 100;
      if (place === 0 || place === rolledBack) await manager.query('SAVEPOINT part');
      const request = requestOf([{ streamId: `long-${n % streams}`, expected: 'any' }]);
      const result = await store.appendAll(request.appends, { manager });
      if (place < rolledBack) undone.push(request);
      else appended.push([request, result]);
      if (place === rolledBack - 1) await manager.query('ROLLBACK TO SAVEPOINT part');
      if (place === kept - 1) await manager.query('RELEASE SAVEPOINT part');
      if (n % 250 === 50) await look();
    }
  });
  for (const [request, result] of appended) ledger.enter(request, { outcome: 'appended', result }, begun);
  for (const request of undone) ledger.enter(request, { outcome: 'refused', error: new RolledBack() }, begun);
}
