import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { MessageContext } from '../../../commands/message/message-context.js';
import { decideSaga } from '../../deciding/decide-saga.js';
import { RegisteredSaga } from '../../registered-saga.js';
import { sagaDefinitionOf } from '../../saga-definition.js';
import type { SagaClass } from '../../saga-options.js';
import { eventually } from './eventually.js';
import type { Place } from './place.js';
import { CreditPurse, DebitPurse } from './purses.js';
import { sagaApplication, type SagaApplication, type SagaApplicationOptions } from './saga-application.js';
import { TransferSaga } from './transfers.js';

/** What holds of sagas that run, wherever they are kept. */
export function runningScenarios(where: string, place: () => Promise<Place>): void {
  let its: Place;
  let app: SagaApplication;

  async function start(
    sagas: readonly SagaClass[] = [TransferSaga],
    options: SagaApplicationOptions = {},
  ): Promise<void> {
    app = await sagaApplication(sagas, its.url, options);
  }

  async function fill(amounts: Readonly<Record<string, number>>): Promise<void> {
    for (const [id, amount] of Object.entries(amounts)) await app.purses.create(id, (purse) => purse.fill(amount));
  }

  async function ask(id: string, from = 'a', to = 'b', amount = 10): Promise<void> {
    await app.transfers.create(id, (transfer) => transfer.ask(from, to, amount));
  }

  async function statusesOf(key: string): Promise<readonly string[]> {
    return ((await app.show(key))?.steps ?? []).map(({ number, type, status }) => `${number} ${type} ${status}`);
  }

  describe(`A saga ${where}`, () => {
    beforeEach(async () => {
      its = await place();
    });
    afterEach(async () => {
      await app.close();
      await its.drop();
    });

    test('has its commands carried out one after the other, and comes to its end', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      await ask('t-1');
      await app.idle();
      expect([await app.amountOf('a'), await app.amountOf('b')]).toEqual([90, 10]);
      expect((await app.show('t-1'))?.record).toMatchObject({ status: 'completed', failure: undefined });
      expect(await statusesOf('t-1')).toEqual([
        '1 debit-purse done',
        '2 credit-purse cancelled',
        '3 credit-purse done',
        '4 debit-purse cancelled',
      ]);
      expect((await app.show('t-1'))?.deadlines).toEqual([]);
    });

    test('hears of a refusal as of a fact, with the rule and its values', async () => {
      await start();
      await fill({ a: 5, b: 0 });
      await ask('t-1');
      await app.idle();
      expect((await app.show('t-1'))?.record).toMatchObject({
        status: 'compensated',
        state: { why: 'purse-must-cover' },
      });
      expect(await statusesOf('t-1')).toEqual(['1 debit-purse refused']);
      expect(app.till.came).toHaveLength(1);
    });

    test('undoes what it did when it turns round, and is seen to have done so', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      await app.purses.update('b', (purse) => purse.lock());
      await ask('t-1');
      await app.idle();
      expect(await app.amountOf('a')).toBe(100);
      expect((await app.show('t-1'))?.record).toMatchObject({ status: 'compensated', reason: 'purse-must-be-open' });
      expect(await statusesOf('t-1')).toEqual(['1 debit-purse done', '2 credit-purse done', '3 credit-purse refused']);
    });

    test('has what fails for another reason than a rule tried again, with growing pauses', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      let failures = 2;
      app.till.before = () => {
        if (failures-- > 0) throw new Error('The partner is away.');
      };
      await ask('t-1');
      await app.idle();
      expect((await app.show('t-1'))?.record.status).toBe('completed');
      expect((await app.show('t-1'))?.steps[0]).toMatchObject({ status: 'done', attempts: 3 });
      expect(app.lines.filter((line) => line.startsWith('warn'))).toEqual([
        expect.stringMatching(/Saga "transfer", instance "t-1": attempt 1 at step 1 \("debit-purse"\) failed.*away/),
      ]);
    });

    test('is stuck alone when that does not help, is told of once, and goes on when it is retried', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      let isAway = true;
      app.till.before = ({ transfer }) => {
        if (isAway && transfer === 't-1') throw new Error('The partner is away.');
      };
      await ask('t-1');
      await ask('t-2');
      await app.idle();
      expect((await app.show('t-1'))?.record).toMatchObject({
        status: 'running',
        stuckAt: { step: 1 },
        failure: 'Error: The partner is away.',
      });
      expect((await app.show('t-2'))?.record.status).toBe('completed');
      expect(app.till.came.filter(({ transfer }) => transfer === 't-1')).toHaveLength(3);
      expect(app.lines.filter((line) => line.startsWith('error'))).toEqual([
        expect.stringMatching(
          /instance "t-1" is stuck at step 1 \("debit-purse"\).*daybook sagas show transfer t-1.*retry/,
        ),
      ]);
      isAway = false;
      await retry('t-1');
      await eventually(async () => expect((await app.show('t-1'))?.record.status).toBe('completed'));
      expect([await app.amountOf('a'), await app.amountOf('b')]).toEqual([80, 20]);
    });

    test('whose command is refused once more after an operator had it sent again has each refusal on record', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      await app.purses.update('b', (purse) => purse.lock());
      // The way back is refused, for which there is no method.
      let isOpen = false;
      app.till.before = async (command) => {
        if (command instanceof CreditPurse && command.purse === 'a' && !isOpen) await lockOnce();
      };
      const lockOnce = async (): Promise<void> => {
        if ((await app.purses.load('a')).isLocked) return;
        // A message of its own, which does not use up the key of the command.
        await MessageContext.run({}, () => app.purses.update('a', (purse) => purse.lock()));
      };
      await ask('t-1');
      await app.idle();
      expect((await app.show('t-1'))?.record).toMatchObject({ status: 'compensating', stuckAt: { step: 2 } });
      await retry('t-1');
      // Once under the key that is used up, and once under the next.
      await eventually(() => expect(app.till.came).toHaveLength(5));
      await app.idle();
      expect((await app.show('t-1'))?.record).toMatchObject({ status: 'compensating', stuckAt: { step: 2 } });
      isOpen = true;
      await app.sagas.change({ saga: 'transfer', key: 't-1' }, async (held) => ({
        change: decideSaga(
          { saga: transfers, key: 't-1', held },
          { kind: 'skip', reason: 'paid out' },
          app.clock.now(),
        ),
        result: undefined,
      }));
      expect((await app.show('t-1'))?.record).toMatchObject({ status: 'compensated', failure: undefined });
    });

    test('has a command sent again after its refusal take effect, when the rule allows it then', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      await app.purses.update('b', (purse) => purse.lock());
      let refuse = true;
      app.till.before = (command) => {
        if (command instanceof CreditPurse && command.purse === 'a' && refuse) throw notFound;
      };
      await ask('t-1');
      await app.idle();
      expect((await app.show('t-1'))?.record).toMatchObject({ status: 'compensating', stuckAt: { step: 2 } });
      refuse = false;
      await retry('t-1');
      await eventually(async () => expect((await app.show('t-1'))?.record.status).toBe('compensated'));
      expect(await app.amountOf('a')).toBe(100);
    });

    test('is told when a time has come by the clock of the application, once', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      let goOn = (): void => undefined;
      const told = new Promise<void>((resolve) => (goOn = resolve));
      app.till.before = async (command) => {
        if (command instanceof CreditPurse && command.purse === 'b') await told;
      };
      await ask('t-1');
      await eventually(() => expect(app.till.came).toHaveLength(2));
      app.clock.advance(29 * 60_000);
      await pause(20);
      expect((await app.show('t-1'))?.record.status).toBe('running');
      app.clock.advance(2 * 60_000);
      await eventually(async () => {
        expect((await app.show('t-1'))?.record).toMatchObject({ status: 'compensating', state: { why: 'late' } });
      });
      goOn();
      await app.idle();
      // The command that was being sent went on to its end, and what it did is undone as well.
      expect((await app.show('t-1'))?.record.status).toBe('compensated');
      expect([await app.amountOf('a'), await app.amountOf('b')]).toEqual([100, 0]);
      expect((await app.show('t-1'))?.deadlines).toEqual([]);
    });

    test('is idle while it waits for a time to come', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      app.till.before = (command) => {
        if (command instanceof CreditPurse) throw new Error('away');
      };
      await ask('t-1');
      await app.idle();
      expect((await app.show('t-1'))?.deadlines).toMatchObject([{ name: 'arrived' }]);
    });

    test('sends in the name of its conversation, and names the event as the cause', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      const metadata = {
        correlationId: 'c-1',
        actor: 'ada',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      };
      await MessageContext.run({ metadata }, () => ask('t-1'));
      await app.idle();
      const [asked] = await app.eventsOf('transfer-t-1');
      const [, debited] = await app.eventsOf('purse-a');
      expect(debited?.metadata).toEqual({
        ...metadata,
        actor: 'saga:transfer',
        causationId: asked?.eventId,
        command: 'debit-purse',
      });
    });

    test('lets instances go on beside each other, whatever one of them waits for', async () => {
      await start([TransferSaga], { sagas: { commandsAtOnce: 4 } });
      await fill({ a: 100, b: 0, c: 100, d: 0 });
      let goOn = (): void => undefined;
      const told = new Promise<void>((resolve) => (goOn = resolve));
      app.till.before = async ({ transfer }) => {
        if (transfer === 't-slow') await told;
      };
      await ask('t-slow');
      for (let n = 0; n < 8; n++) await ask(`t-${n}`, 'c', 'd', 1);
      await eventually(async () => expect(await app.amountOf('d')).toBe(8));
      expect(await app.amountOf('b')).toBe(0);
      goOn();
      await app.idle();
      expect(await app.amountOf('b')).toBe(10);
    });

    test('begins nothing new when the application is closed, and lets what is under way end', async () => {
      await start();
      await fill({ a: 100, b: 0 });
      let isUnderWay = false;
      app.till.before = async () => {
        isUnderWay = true;
        await pause(100);
      };
      await ask('t-1');
      await eventually(() => expect(isUnderWay).toBe(true));
      await app.close();
      expect(app.till.came).toEqual([new DebitPurse('a', 10, 't-1')]);
      if (its.url !== undefined) app = await sagaApplication([TransferSaga], its.url, { run: 'none' });
      expect(await statusesOf('t-1')).toContain('1 debit-purse done');
    });

    test('runs where the process runs sagas, and nowhere else', async () => {
      await start([TransferSaga], { run: ['projections', 'reactions'] });
      await fill({ a: 100, b: 0 });
      await ask('t-1');
      await app.idle();
      await pause(100);
      expect(app.till.came).toEqual([]);
    });

    test('stops the start where there is nobody to send commands to', async () => {
      await expect(start([TransferSaga], { bus: false })).rejects.toThrow(/no CommandBus.*"transfer"/s);
      await start([]);
    });
  });

  const notFound = Object.assign(new Error('There is none.'), {
    code: 'aggregate-not-found',
    [Symbol.for('daybook.error')]: true,
  });

  const transfers = new RegisteredSaga([sagaDefinitionOf(TransferSaga)]);

  async function retry(key: string): Promise<void> {
    await app.sagas.change({ saga: 'transfer', key }, async (held) => ({
      change: decideSaga({ saga: transfers, key, held }, { kind: 'retry' }, app.clock.now()),
      result: undefined,
    }));
  }
}
