import { DomainEvent, type EventClass, EventType, On } from '@daybook/domain';
import { EventTypeRegistry } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { CapturePayment, ReserveStock } from './example/fulfilment-commands.js';
import { CustomerWarned, OrderSubmitted, PaymentCaptured, StockReserved } from './example/fulfilment-events.js';
import { OrderFulfilment } from './example/order-fulfilment.saga.js';
import { OnCommandRefused } from './on-command-refused.decorator.js';
import { OnDeadline } from './on-deadline.decorator.js';
import { sagaDefinitionOf } from './saga-definition.js';
import { SagaInstance } from './saga-instance.js';
import type { SagaOptions } from './saga-options.js';
import { SagaRegistry } from './saga-registry.js';
import { Saga } from './saga.decorator.js';
import { StartsOn } from './starts-on.decorator.js';

class Unnamed extends DomainEvent<'unnamed'> {}

@EventType('order.submitted')
class OtherSubmitted extends DomainEvent<'order.submitted'> {}

abstract class Order extends SagaInstance {
  @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(): void {}
}

function sagaWith(options?: unknown, name: unknown = 'orders'): object {
  @Saga(name as string, options as SagaOptions)
  class Orders extends Order {}
  return Orders;
}

/** Decorates a class as the compiler would not let anybody. */
function decorated(sagaClass: unknown): () => void {
  return () => {
    (Saga('orders') as (target: unknown) => void)(sagaClass);
  };
}

describe('A saga', () => {
  test('has these defaults', () => {
    expect(sagaDefinitionOf(sagaWith())).toMatchObject({
      name: 'orders',
      version: 1,
      types: ['order.submitted'],
      from: 'now',
      effects: 'held',
      migrations: new Map(),
      segments: 1,
      batchSize: 100,
      retry: { attempts: 5, firstMs: 50, longestMs: 5_000 },
      parking: { perKey: 1_000, inAll: 10_000 },
    });
  });

  test('is what its class says', () => {
    const { handlers, deadlines, refusals, saga } = sagaDefinitionOf(OrderFulfilment);
    expect(saga).toBe(OrderFulfilment);
    expect(handlers.get(OrderSubmitted)).toMatchObject({ method: 'submitted', starts: true });
    expect(handlers.get(StockReserved)).toMatchObject({ method: 'reserved', starts: false });
    expect(handlers.get(CustomerWarned)).toEqual({ method: 'warned', starts: false, key: undefined });
    expect(deadlines).toEqual(new Map([['payment', 'overdue']]));
    expect(refusals).toEqual(
      new Map([
        ['capture-payment', { method: 'refused', commandClass: CapturePayment }],
        ['reserve-stock', { method: 'refused', commandClass: ReserveStock }],
      ]),
    );
  });

  test.each<[SagaOptions['from'], unknown]>([
    ['now', 'now'],
    ['beginning', 0],
    [17, 17],
  ])('from %j begins at %j', (from, start) => {
    expect(sagaDefinitionOf(sagaWith({ from })).from).toBe(start);
  });

  test.each([
    [{ from: 'yesterday' }, 'from'],
    [{ from: -1 }, 'from'],
    [{ version: 0 }, 'version'],
    [{ version: 1.5 }, 'version'],
    [{ effects: 'repeated' }, 'effects'],
    [{ segments: 65 }, 'segments'],
    [{ batchSize: 10_001 }, 'batchSize'],
    [{ retry: { attempts: 0 } }, 'retry.attempts'],
    [{ categories: [] }, 'categories'],
    [{ deadline: '30m' }, 'options'],
    [null, 'options'],
    [{ version: 2, migrate: [] }, 'migrate'],
    [{ version: 2, migrate: 'yes' }, 'migrate'],
    [{ version: 2, migrate: null }, 'migrate'],
    [{ version: 2, migrate: { 1: 'yes' } }, 'migrate[1]'],
    [{ version: 2, migrate: { 2: () => ({}) } }, 'migrate[2]'],
    [{ version: 2, migrate: { 0: () => ({}) } }, 'migrate[0]'],
    [{ version: 2, migrate: { first: () => ({}) } }, 'migrate[first]'],
  ])('with %p is refused for %s', (options, option) => {
    const mistake = expect.objectContaining({ code: 'invalid-saga-option', option, className: 'Orders' });
    expect(() => sagaWith(options)).toThrow(mistake);
  });

  test.each(['', 'Order-Fulfilment', 'orders@1', 'saga:orders', 'a--b', 'a'.repeat(101), undefined])(
    'cannot be called %j',
    (name) => {
      const code = expect.stringMatching(/^invalid-(saga-)?name$/);
      expect(() => sagaWith({}, name ?? null)).toThrow(expect.objectContaining({ code }));
    },
  );

  test('takes states over from an older version on, without a gap', () => {
    const migrate = { 2: (state: object) => state, 3: (state: object) => state };
    expect([...sagaDefinitionOf(sagaWith({ version: 4, migrate })).migrations.keys()]).toEqual([2, 3]);
    const gap = { 1: migrate[2], 3: migrate[3] };
    expect(() => sagaWith({ version: 4, migrate: gap })).toThrow(
      expect.objectContaining({ code: 'saga-migration-gap', className: 'Orders', from: 1, missing: 2, version: 4 }),
    );
    expect(() => sagaWith({ version: 4, migrate: { 1: migrate[2], 2: migrate[2] } })).toThrow(
      expect.objectContaining({ code: 'saga-migration-gap', missing: 3 }),
    );
  });

  test('is none without its root, with dependencies, or without a beginning', () => {
    class Plain {}
    expect(decorated(Plain)).toThrow(expect.objectContaining({ code: 'not-a-saga', className: 'Plain' }));
    class Wanting extends Order {
      constructor(readonly mailer: object) {
        super();
      }
    }
    expect(decorated(Wanting)).toThrow(
      expect.objectContaining({ code: 'saga-with-dependencies', className: 'Wanting' }),
    );
    class Never extends SagaInstance {
      @On(StockReserved, (event) => event.orderId) reserved(): void {}
    }
    expect(decorated(Never)).toThrow(expect.objectContaining({ code: 'saga-never-starts', className: 'Never' }));
  });

  test('has one name, and none by its parent’s', () => {
    expect(decorated(OrderFulfilment)).toThrow(
      expect.objectContaining({ code: 'saga-repeated', existingName: 'order-fulfilment', repeatedName: 'orders' }),
    );
    class Inherited extends OrderFulfilment {}
    expect(() => sagaDefinitionOf(Inherited)).toThrow(
      expect.objectContaining({ code: 'saga-missing', className: 'Inherited' }),
    );
  });

  test('handles an event in one method, by one decorator', () => {
    class Twice extends Order {
      @On(OrderSubmitted, (event) => event.orderId) again(): void {}
    }
    expect(decorated(Twice)).toThrow(
      expect.objectContaining({ code: 'handler-repeated', methods: ['submitted', 'again'] }),
    );
    class Both extends SagaInstance {
      @StartsOn(OrderSubmitted, (event) => event.orderId)
      @On(OrderSubmitted, (event) => event.lines)
      submitted(): void {}
    }
    expect(decorated(Both)).toThrow(
      expect.objectContaining({ code: 'saga-event-repeated', className: 'Both', eventClassName: 'OrderSubmitted' }),
    );
  });

  test('may say of an inherited method anew for which instances its event is', () => {
    class Anew extends Order {
      @StartsOn(OrderSubmitted, (event) => event.lines) override submitted(): void {}
    }
    Saga('anew')(Anew);
    const handler = sagaDefinitionOf(Anew).handlers.get(OrderSubmitted);
    expect(handler?.key?.(OrderSubmitted.of({ orderId: 'o-1', lines: ['a'] }), {} as never)).toEqual(['a']);
  });

  test('has handlers for events that have their names, and a key where one begins', () => {
    class OfUnnamed extends Order {
      @On(Unnamed, () => 'key') unnamed(): void {}
    }
    expect(decorated(OfUnnamed)).toThrow(expect.objectContaining({ code: 'event-type-missing' }));
    class OfNamesakes extends Order {
      @On(OtherSubmitted, () => 'key') other(): void {}
    }
    expect(decorated(OfNamesakes)).toThrow(expect.objectContaining({ code: 'duplicate-event-type' }));
    class Keyless extends SagaInstance {}
    const keyless = StartsOn as unknown as (...all: readonly (EventClass | (() => void))[]) => MethodDecorator;
    keyless(OrderSubmitted)(Keyless.prototype, 'submitted', {});
    expect(decorated(Keyless)).toThrow(
      expect.objectContaining({ code: 'saga-start-without-key', className: 'Keyless' }),
    );
  });

  test('has one method for each deadline, under a name that can be typed', () => {
    class Twice extends Order {
      @OnDeadline('payment') one(): void {}
      @OnDeadline('payment') two(): void {}
    }
    expect(decorated(Twice)).toThrow(
      expect.objectContaining({ code: 'deadline-handler-repeated', deadline: 'payment', methods: ['one', 'two'] }),
    );
    class Loud extends Order {
      @OnDeadline('PAYMENT') one(): void {}
    }
    expect(decorated(Loud)).toThrow(expect.objectContaining({ code: 'invalid-deadline-name', deadline: 'PAYMENT' }));
  });

  test('has one method for each command that can be refused, whose class has a lasting name', () => {
    class Twice extends Order {
      @OnCommandRefused(ReserveStock) one(): void {}
      @OnCommandRefused(ReserveStock) two(): void {}
    }
    expect(decorated(Twice)).toThrow(
      expect.objectContaining({ code: 'refusal-handler-repeated', commandType: 'reserve-stock' }),
    );
    class Fn {}
    class OfMinified extends Order {
      @OnCommandRefused(Fn) one(): void {}
    }
    expect(decorated(OfMinified)).toThrow(expect.objectContaining({ code: 'command-type-missing', className: 'Fn' }));
    class OfNothing extends Order {
      @OnCommandRefused(undefined as unknown as typeof ReserveStock) one(): void {}
    }
    expect(decorated(OfNothing)).toThrow(
      expect.objectContaining({ code: 'not-a-command-class', className: 'OfNothing' }),
    );
  });

  test('has keys everywhere if the log is divided by them', () => {
    class Correlated extends Order {
      @On(PaymentCaptured) captured(): void {}
    }
    const divide = (): void => Saga('correlated', { segments: 2 })(Correlated);
    expect(divide).toThrow(
      expect.objectContaining({ code: 'saga-key-missing', eventClassName: 'PaymentCaptured', segments: 2 }),
    );
  });
});

describe('The sagas of an application', () => {
  test('are known by name, all versions of one together, with the events that they handle', () => {
    const eventTypes = new EventTypeRegistry();
    const sagas = new SagaRegistry(eventTypes);
    const [first, third] = [sagaWith(), sagaWith({ version: 3, migrate: { 2: (state: object) => state } })];
    for (const saga of [OrderFulfilment, third, first, first]) sagas.register(saga);
    expect(sagas.all().map(({ name }) => name)).toEqual(['order-fulfilment', 'orders']);
    const orders = sagas.find('orders');
    expect(orders?.definitions.map(({ version }) => version)).toEqual([1, 3]);
    expect(orders?.latest.version).toBe(3);
    expect(orders?.versions).toEqual([1, 2, 3]);
    expect([1, 2, 3, 4].map((version) => orders?.definitionFor(version)?.version)).toEqual([1, 3, 3, undefined]);
    expect(sagas.find('returns')).toBeUndefined();
    expect(eventTypes.byType('stock.reserved')).toBeDefined();
  });

  test('have different names, or different versions', () => {
    const sagas = new SagaRegistry(new EventTypeRegistry());
    sagas.register(sagaWith());
    expect(() => sagas.register(sagaWith())).toThrow(
      expect.objectContaining({
        code: 'duplicate-saga',
        sagaName: 'orders',
        version: 1,
        classNames: ['Orders', 'Orders'],
      }),
    );
  });

  test('have keys in every version if the latest one is divided by them', () => {
    @Saga('orders')
    class Correlated extends Order {
      @On(PaymentCaptured) captured(): void {}
    }
    const divided = sagaWith({ version: 2, segments: 8 });
    for (const order of [
      [Correlated, divided],
      [divided, Correlated],
    ]) {
      const sagas = new SagaRegistry(new EventTypeRegistry());
      expect(() => order.forEach((saga) => sagas.register(saga))).toThrow(
        expect.objectContaining({ code: 'saga-key-missing', className: 'Correlated', segments: 8 }),
      );
    }
  });
});
