import 'reflect-metadata';
import { On } from '@daybook/domain';
import { afterEach, expect, test } from '@jest/globals';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { CreditPurse, PurseLocked } from './example/purses.js';
import { sagaApplication, type SagaApplication } from './example/saga-application.js';
import { TransferAsked } from './example/transfers.js';

/** Waits for its purses to be locked, each of which concerns every transfer from or to it. */
@Saga('watching', { retry: { attempts: 2, firstMs: 5 } })
class Watching extends SagaInstance<{ locked: number }> {
  @StartsOn(TransferAsked, ({ from, to }) => [from, to]) asked(): void {
    this.state.locked ??= 0;
  }
  @On(PurseLocked, () => ['a', 'b', 'nobody', 'a']) locked(): void {
    this.state.locked++;
    this.send(new CreditPurse('till', 1, this.key));
  }
}

let app: SagaApplication;
afterEach(() => app.close());

test('one event begins several instances, and is told to each that it is for, once', async () => {
  app = await sagaApplication([Watching]);
  for (const id of ['till', 'a', 'b', 'c']) await app.purses.create(id, (purse) => purse.fill(0));
  await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'b', 1));
  await app.transfers.create('t-2', (transfer) => transfer.ask('b', 'c', 1));
  await app.purses.update('a', (purse) => purse.lock());
  await app.idle();
  const keys = (await app.sagas.list({ saga: 'watching' })).map(({ key, state }) => [key, state]);
  expect(keys).toEqual([
    ['a', { locked: 1 }],
    ['b', { locked: 1 }],
    ['c', { locked: 0 }],
  ]);
  expect(app.till.came.map(({ transfer }) => transfer).sort()).toEqual(['a', 'b']);
  expect(await app.amountOf('till')).toBe(2);
});
