import 'reflect-metadata';
import { type EventMetadata, On } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { MessageContext } from '../commands/message/message-context.js';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { InjectAggregateRepository } from '../module/aggregate-repository.token.js';
import { eventually } from './example/eventually.js';
import { Order, OrderPlaced, ShipOrder } from './example/orders.js';
import { reactingApplication, type ReactingApplication } from './example/reacting-application.js';
import { Reaction } from './reaction.decorator.js';

let database: TestDatabase;
let app: ReactingApplication | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await database.drop();
});

/** Handlers fail after their work as often as this says: the event then comes again. */
let failures = 0;
function failAfterwards(): void {
  if (failures-- > 0) throw new Error('The process might as well have died here.');
}

async function start(reaction: new (...args: never[]) => object): Promise<ReactingApplication> {
  app = await reactingApplication([reaction], database.applicationUrl, { migrations: 'check' });
  return app;
}

const retry = { firstMs: 5 };

@Reaction('shipping', { retry })
class Shipping {
  constructor(private readonly commands: CommandBus) {}
  @On(OrderPlaced) async placed(_event: OrderPlaced, { aggregateId }: EventMetadata): Promise<void> {
    await this.commands.execute(new ShipOrder(aggregateId, 'ship'));
    failAfterwards();
  }
}

@Reaction('direct-shipping', { retry })
class DirectShipping {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}
  @On(OrderPlaced) async placed(_event: OrderPlaced, { aggregateId }: EventMetadata): Promise<void> {
    await this.orders.update(aggregateId, (order) => order.ship('directly'));
    failAfterwards();
  }
}

@Reaction('split-shipping', { retry })
class SplitShipping {
  constructor(private readonly commands: CommandBus) {}
  @On(OrderPlaced) async placed(_event: OrderPlaced, { aggregateId, eventId }: EventMetadata): Promise<void> {
    for (const by of ['ship', 'train']) {
      await MessageContext.run({ idempotencyKey: `${eventId}:${by}` }, () =>
        this.commands.execute(new ShipOrder(aggregateId, by)),
      );
    }
    failAfterwards();
  }
}

@Reaction('careless-shipping', { retry: { attempts: 1 } })
class CarelessShipping {
  constructor(private readonly commands: CommandBus) {}
  @On(OrderPlaced) async placed(_event: OrderPlaced, { aggregateId }: EventMetadata): Promise<void> {
    for (const by of ['ship', 'train']) await this.commands.execute(new ShipOrder(aggregateId, by));
  }
}

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

async function place(): Promise<void> {
  const message = { metadata: { correlationId: 'c-1', actor: 'ada', traceparent } };
  await MessageContext.run(message, () => app?.orders.create('o-1', (order) => order.place('ada@example.org')));
  await app?.idle();
}

describe('What a reaction sends', () => {
  test('belongs to the conversation and the trace of the event, and names it as its cause', async () => {
    await start(Shipping);
    await place();
    const [placed, shipped] = (await app?.eventsOf('o-1')) ?? [];
    expect(shipped).toMatchObject({ type: 'order.shipped', data: { by: 'ship' } });
    expect(shipped?.metadata).toEqual({
      correlationId: 'c-1',
      causationId: placed?.eventId,
      traceparent,
      command: 'ShipOrder',
    });
  });

  test('begins a conversation of the event where it has none', async () => {
    await start(Shipping);
    await app?.orders.create('o-2', (order) => order.place('ada@example.org'));
    await app?.idle();
    const [placed, shipped] = (await app?.eventsOf('o-2')) ?? [];
    expect(placed?.metadata).toEqual({});
    expect(shipped?.metadata).toMatchObject({ correlationId: placed?.eventId, causationId: placed?.eventId });
  });

  test.each<[string, new (...args: never[]) => object, readonly string[]]>([
    ['a command', Shipping, ['ship']],
    ['what goes to a repository', DirectShipping, ['directly']],
    ['several commands, each under its name', SplitShipping, ['ship', 'train']],
  ])('takes effect once, however often the event is handled: %s', async (_what, reaction, expected) => {
    await start(reaction);
    failures = 3;
    await place();
    expect(failures).toBe(-1);
    const [placed, ...shipped] = (await app?.eventsOf('o-1')) ?? [];
    expect(shipped.map(({ data }) => data['by'])).toEqual(expected);
    for (const { metadata } of shipped) expect(metadata).toMatchObject({ causationId: placed?.eventId });
  });

  test('is refused where nobody could tell how far the first attempt has come', async () => {
    await start(CarelessShipping);
    await place();
    expect(await app?.parked('careless-shipping')).toMatchObject([
      { failure: expect.stringContaining('"ShipOrder" came with an idempotency key and has appended already') },
    ]);
    expect(await app?.eventsOf('o-1')).toHaveLength(2);
  });

  test('has no connection of ours beside it: two transactions of handlers fill a pool of two', async () => {
    let open = 0;
    @Reaction('working', { from: 'beginning', concurrency: 2 })
    class Working {
      constructor(
        private readonly unitOfWork: UnitOfWork,
        @InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>,
      ) {}
      @On(OrderPlaced) async placed(_event: OrderPlaced, { aggregateId }: EventMetadata): Promise<void> {
        await this.unitOfWork.run(async () => {
          await this.orders.update(aggregateId, (order) => order.ship('unit'));
          open++;
          await eventually(() => expect(open).toBe(2));
        });
      }
    }
    const before = await reactingApplication([], database.applicationUrl, { migrations: 'check' });
    for (const id of ['w-1', 'w-2']) await before.orders.create(id, (order) => order.place('ada@example.org'));
    await before.close();
    app = await reactingApplication([Working], database.applicationUrl, { migrations: 'check' }, { poolSize: 2 });
    await app.idle();
    expect(open).toBe(2);
    expect(await app.parked('working')).toEqual([]);
  });
});
