import { describe, expect, test } from '@jest/globals';
import { CommandType } from '../../commands/message/command-type.decorator.js';
import { OrderSubmitted } from '../example/fulfilment-events.js';
import { recorded } from '../example/recorded.js';
import { OnCommandRefused } from '../on-command-refused.decorator.js';
import { OnDeadline } from '../on-deadline.decorator.js';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { submitted } from './example/heard-orders.js';
import { KeptSaga, registered } from './example/kept-saga.js';

@CommandType('notify')
class Notify {
  constructor(readonly what: unknown) {}
}

/** What an instance is when its first handler does this. */
function doing(does: (saga: Asking) => unknown): KeptSaga {
  @Saga('asking')
  class ThisOne extends Asking {
    @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(): void {
      return does(this) as undefined;
    }
  }
  const kept = new KeptSaga(registered(ThisOne));
  kept.take({ kind: 'event', recorded: recorded(submitted), history: false });
  return kept;
}

abstract class Asking extends SagaInstance<Record<string, unknown>> {
  count = 0;
  declare public send: (command: object) => void;
  declare public deadline: (name: string, due: never) => void;
  declare public cancelDeadline: (name: string) => void;
  declare public compensateWith: (command: object) => void;
  declare public compensate: (reason?: string) => void;
  declare public complete: () => void;

  override get state(): Record<string, unknown> {
    return super.state;
  }
  override set state(state: Record<string, unknown>) {
    super.state = state;
  }
  override get now(): Date {
    return super.now;
  }

  @OnDeadline('payment') overdue(): void {
    throw new RangeError('too late');
  }
  @OnCommandRefused(Notify) refused(): void {
    throw new RangeError('not this way');
  }
}

class Money {
  constructor(readonly minor: number) {}
}

describe('A state is refused', () => {
  test.each<[unknown, string, string]>([
    [{ at: new Date(0) }, 'state.it.at', 'is a Date'],
    [[1, { amount: 10n }], 'state.it[1].amount', 'is a bigint'],
    [new Map([['a', 1]]), 'state.it', 'is a Map'],
    [new Money(1), 'state.it', 'is an instance of a class'],
    [[undefined], 'state.it[0]', 'is undefined'],
    [Number.NaN, 'state.it', 'is NaN'],
    [() => 1, 'state.it', 'is a function'],
    ['a\0', 'state.it', 'holds a NUL character'],
    [{ 'due at': { x: Symbol('s') } }, 'state.it["due at"].x', 'is a symbol'],
  ])('that holds %p, by the path', (it, field, reason) => {
    const refusal = expect.objectContaining({ code: 'saga-state-not-json', className: 'ThisOne', field });
    expect(() => doing(({ state }) => void (state['it'] = it))).toThrow(refusal);
    expect(() => doing(({ state }) => void (state['it'] = it))).toThrow(reason);
  });

  test.each([null, undefined, 7, 'x', [1]])('that is %p', (state) => {
    expect(() => doing((saga) => void (saga.state = state as never))).toThrow(
      expect.objectContaining({ code: 'saga-state-not-json', field: 'state' }),
    );
  });

  test('not for a field that is undefined, which is left out', () => {
    expect(doing(({ state }) => void Object.assign(state, { a: undefined, b: 1 })).record?.state).toEqual({ b: 1 });
  });
});

describe('A command is refused', () => {
  test('that cannot be kept until it is sent, by the path', () => {
    const refusal = expect.objectContaining({
      code: 'command-not-json',
      commandType: 'notify',
      field: 'notify.what[0]',
    });
    expect(() => doing((saga) => saga.send(new Notify([new Date(0)])))).toThrow(refusal);
    expect(() => doing((saga) => saga.compensateWith(new Notify([10n])))).toThrow(refusal);
    expect(() => doing((saga) => saga.send('notify' as never))).toThrow(
      expect.objectContaining({ code: 'command-not-json', field: 'command' }),
    );
  });

  test('whose class has no lasting name', () => {
    class Fn {}
    for (const command of [{ type: 'notify' }, new Fn()]) {
      expect(() => doing((saga) => saga.send(command))).toThrow(
        expect.objectContaining({ code: 'command-type-missing' }),
      );
    }
  });
});

describe('A deadline is refused', () => {
  test.each(['30 minutes', '30', 'm', '-1m', '1e3s', '', 30, null, '9000000000000000d'])(
    'that is %p from now',
    (due) => {
      expect(() => doing((saga) => saga.deadline('payment', due as never))).toThrow(
        expect.objectContaining({ code: 'invalid-duration' }),
      );
    },
  );

  test.each([new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)])('at %p', (due) => {
    expect(() => doing((saga) => saga.deadline('payment', due as never))).toThrow(
      expect.objectContaining({ code: 'invalid-deadline', deadline: 'payment' }),
    );
  });

  test('that calls no method, also where it would have no effect', () => {
    const unhandled = expect.objectContaining({ code: 'deadline-unhandled', deadline: 'paymnt', className: 'ThisOne' });
    expect(() => doing((saga) => saga.deadline('paymnt', '1h' as never))).toThrow(unhandled);
    expect(() => doing((saga) => saga.cancelDeadline('paymnt'))).toThrow(unhandled);
    const completing = (saga: Asking): void => {
      saga.complete();
      saga.deadline('paymnt', '1h' as never);
    };
    expect(() => doing(completing)).toThrow(unhandled);
  });

  test.each([
    ['0s', 0],
    ['250ms', 250],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1.5h', 5_400_000],
    ['7d', 604_800_000],
  ])('not if it is %s from now', (due, ms) => {
    const { deadlines, now } = doing((saga) => saga.deadline('payment', due as never));
    expect(deadlines.get('payment')).toEqual(new Date(now.getTime() + ms));
  });
});

describe('A handler is refused', () => {
  test('that answers, above all a promise', async () => {
    const returned = expect.objectContaining({ code: 'saga-handler-returned', method: 'submitted' });
    expect(() => doing(() => 7)).toThrow(returned);
    expect(() => doing(async () => Promise.reject(new Error('nobody hears of it')))).toThrow(returned);
    await Promise.resolve();
  });

  test('that goes on when it is over', async () => {
    let late: unknown;
    const going = async (saga: Asking): Promise<void> => {
      await Promise.resolve();
      try {
        saga.send(new Notify(1));
      } catch (error) {
        late = error;
      }
    };
    expect(() => doing(going)).toThrow(expect.objectContaining({ code: 'saga-handler-returned' }));
    await new Promise(setImmediate);
    expect(late).toMatchObject({ code: 'saga-outside-handler', className: 'ThisOne' });
  });

  test('that keeps something beside the state', () => {
    const changed = (field: string): unknown => expect.objectContaining({ code: 'saga-field-changed', field });
    expect(() => doing((saga) => void (saga.count += 1))).toThrow(changed('count'));
    expect(() => doing((saga) => void Object.assign(saga, { seen: true }))).toThrow(changed('seen'));
  });

  test('that both completes and compensates', () => {
    const both = (saga: Asking): void => {
      saga.complete();
      saga.compensate();
    };
    expect(() => doing(both)).toThrow(expect.objectContaining({ code: 'saga-ends-twice', method: 'submitted' }));
  });

  test('not for moving a date that it was given', () => {
    const kept = doing((saga) => {
      saga.now.setFullYear(1999);
      saga.state['at'] = saga.now.toISOString();
    });
    expect(kept.record).toMatchObject({ startedAt: kept.now, state: { at: kept.now.toISOString() } });
  });
});

describe('A method that throws', () => {
  test('at a deadline leaves the instance stuck there, until it is tried again, left out, moved or ended', () => {
    const kept = doing((saga) => saga.deadline('payment', '1h' as never));
    kept.now = new Date('2026-01-01T10:00:00Z');
    const fire = (): unknown => kept.take({ kind: 'deadline', deadline: { name: 'payment', dueAt: kept.now } });
    fire();
    const stuck = { failure: 'The deadline "payment": RangeError: too late', stuckAt: { deadline: 'payment' } };
    expect(kept.record).toMatchObject({ ...stuck, status: 'running' });
    expect(kept.deadlines.size).toBe(1);
    expect(fire()).toBeUndefined();
    kept.take({ kind: 'retry' });
    expect(kept.record).toMatchObject({ failure: undefined, stuckAt: undefined });
    fire();
    expect(kept.record).toMatchObject(stuck);
    kept.take({ kind: 'skip', reason: 'paid by cheque' });
    expect(kept.record?.failure).toBeUndefined();
    expect(kept.deadlines.size).toBe(0);
  });

  test('at a deadline lets the instance go on when a fact sets that anew', () => {
    const kept = doing((saga) => saga.deadline('payment', '1h' as never));
    kept.now = new Date('2026-01-01T10:00:00Z');
    kept.take({ kind: 'deadline', deadline: { name: 'payment', dueAt: kept.now } });
    kept.take({ kind: 'event', recorded: recorded(submitted), history: false });
    expect(kept.record).toMatchObject({ failure: undefined, stuckAt: undefined });
    expect(kept.deadlines.get('payment')).toEqual(new Date('2026-01-01T11:00:00Z'));
  });

  test('at a refusal throws, so that nothing is said of the step', () => {
    const kept = doing((saga) => saga.send(new Notify(1)));
    const refusal = { code: 'no', message: 'No.' };
    expect(() => kept.take({ kind: 'refused', step: 1, refusal })).toThrow('not this way');
    expect(kept.told).toEqual(['1 notify due']);
  });
});
