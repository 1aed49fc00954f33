import { On } from '@daybook/domain';
import { describe, expect, test } from '@jest/globals';
import { OrderSubmitted, PaymentCaptured } from '../example/fulfilment-events.js';
import { recorded } from '../example/recorded.js';
import { OnDeadline } from '../on-deadline.decorator.js';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { captured, orderId, submitted } from './example/heard-orders.js';
import { KeptSaga, registered } from './example/kept-saga.js';

@Saga('payments', { version: 1 })
class First extends SagaInstance<{ paid?: boolean }> {
  @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(): void {
    this.deadline('payment', '1h');
  }
  @On(PaymentCaptured, (event) => event.orderId) captured(): void {
    this.state.paid = true;
  }
  @OnDeadline('payment') overdue(): void {
    this.complete();
  }
}

const migrate = {
  1: ({ paid = false }: { paid?: boolean }) => ({ payments: paid ? 1 : 0 }),
  2: ({ payments }: { payments: number }) => ({ amounts: Array.from({ length: payments }, () => 0) }),
};

class Amounts extends SagaInstance<{ amounts: number[] }> {
  protected override begin(): { amounts: number[] } {
    return { amounts: [] };
  }
  @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(): void {
    this.deadline('payment', '1h');
  }
  @On(PaymentCaptured, (event) => event.orderId) captured(): void {
    this.state.amounts.push(7);
  }
  @OnDeadline('payment') overdue(): void {
    this.state.amounts.push(-1);
  }
}

@Saga('payments', { version: 3 })
class ThirdBeside extends Amounts {}

@Saga('payments', { version: 3, migrate })
class Third extends Amounts {}

const tell = (kept: KeptSaga, event = captured): unknown =>
  kept.take({ kind: 'event', recorded: recorded(event), history: false });

/** An instance that the first version has begun, as another release goes on with it. */
function begunByFirst(release: Parameters<typeof registered>): KeptSaga {
  const begun = new KeptSaga(registered(First));
  begun.take({ kind: 'event', recorded: recorded(submitted), history: false });
  const kept = new KeptSaga(registered(...release));
  kept.record = begun.record;
  for (const [name, dueAt] of begun.deadlines) kept.deadlines.set(name, dueAt);
  return kept;
}

describe('An instance under way', () => {
  test('goes on by the class of its version, while others begin by the latest', () => {
    const kept = begunByFirst([First, ThirdBeside]);
    tell(kept);
    expect(kept.record).toMatchObject({ version: 1, state: { paid: true } });
    const fresh = new KeptSaga(registered(First, ThirdBeside));
    fresh.take({ kind: 'event', recorded: recorded(submitted), history: false });
    expect(fresh.record).toMatchObject({ version: 3, state: { amounts: [] } });
  });

  test('is taken over, step by step, when it next hears of something', () => {
    const kept = begunByFirst([Third]);
    tell(kept);
    expect(kept.record).toMatchObject({ version: 3, state: { amounts: [7] } });
    const both = begunByFirst([First, Third]);
    tell(both);
    expect(both.record?.version).toBe(3);
  });

  test('is taken over when its deadline fires', () => {
    const kept = begunByFirst([Third]);
    kept.now = new Date('2026-01-01T10:00:00Z');
    kept.take({ kind: 'deadline', deadline: { name: 'payment', dueAt: kept.now } });
    expect(kept.record).toMatchObject({ version: 3, state: { amounts: [-1] } });
  });

  test('is left alone where nobody knows its version', () => {
    const kept = begunByFirst([ThirdBeside]);
    const unknown = expect.objectContaining({ code: 'saga-version-unknown', key: orderId, version: 1, known: [3] });
    expect(() => tell(kept)).toThrow(unknown);
    kept.now = new Date('2026-01-01T10:00:00Z');
    const deadline = { name: 'payment', dueAt: kept.now };
    expect(() => kept.take({ kind: 'deadline', deadline })).toThrow(unknown);
    expect(kept.record?.version).toBe(1);
    kept.take({ kind: 'end', reason: 'nobody knows it' });
    expect(kept.record?.status).toBe('ended');
  });

  test('is not taken over into what is no state', () => {
    @Saga('payments', { version: 2, migrate: { 1: () => ({ at: new Date(0) }) } })
    class Wrong extends Amounts {}
    expect(() => tell(begunByFirst([Wrong]))).toThrow(
      expect.objectContaining({ code: 'saga-state-not-json', field: 'state.at' }),
    );
  });
});
