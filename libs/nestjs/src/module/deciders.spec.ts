import { copyAggregate, decider, enforce, unionOf } from '@daybook/domain';
import { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { collected } from '../commands/example/collected.js';
import { InterposedStore } from '../commands/example/interposed-store.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import { DaybookModule } from './daybook.module.js';

const amountMinor = z.int().positive();

const cardEvents = unionOf(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('card.issued'), amountMinor }),
    z.strictObject({ type: z.literal('card.redeemed'), amountMinor }),
  ]),
  ['card.issued', 'card.redeemed'],
);

const nothing: { readonly balanceMinor: number; readonly redeemed: readonly number[] } = {
  balanceMinor: 0,
  redeemed: [],
};

const GiftCard = decider('card', {
  initialState: nothing,
  events: cardEvents,
  decide(command: { readonly issue: number } | { readonly redeem: number }, { balanceMinor }) {
    if ('issue' in command) return { type: 'card.issued', amountMinor: command.issue };
    enforce({ code: 'balance-must-suffice', holds: command.redeem <= balanceMinor, message: 'Pay the rest in cash.' });
    return { type: 'card.redeemed', amountMinor: command.redeem };
  },
  evolve: {
    'card.issued': (card, event) => ({ ...card, balanceMinor: card.balanceMinor + event.amountMinor }),
    'card.redeemed': (card, event) => ({
      balanceMinor: card.balanceMinor - event.amountMinor,
      redeemed: [...card.redeemed, event.amountMinor],
    }),
  },
});
type GiftCard = InstanceType<typeof GiftCard>;

let application: INestApplicationContext;
let cards: AggregateRepository<GiftCard>;

beforeEach(async () => {
  const imports = [DaybookModule.forRoot({ store: 'memory' }), DaybookModule.forFeature({ aggregates: [GiftCard] })];
  application = await NestFactory.createApplicationContext({ module: class Shop {}, imports }, { logger: ['error'] });
  cards = application.get(getAggregateRepositoryToken(GiftCard), { strict: false });
});
afterEach(() => application.close());

describe('A decider in an application', () => {
  test('registers its events, is created, asked, loaded, and loaded as it was', async () => {
    expect(application.get(EventTypeRegistry).byType('card.issued')?.eventClass).toBe(
      cardEvents.classes['card.issued'],
    );
    await cards.create('c-1', (card) => card.decide({ issue: 100 }));
    const { aggregate, version, events } = await cards.update('c-1', (card) => card.decide({ redeem: 30 }));
    expect([aggregate.state, version]).toEqual([{ balanceMinor: 70, redeemed: [30] }, 2]);
    expect(events.map(({ event }) => event)).toEqual([cardEvents.of({ type: 'card.redeemed', amountMinor: 30 })]);
    expect((await cards.load('c-1')).state).toEqual(aggregate.state);
    expect((await cards.load('c-1', { version: 1 })).state.balanceMinor).toBe(100);
    const history = await collected(cards.history('c-1'));
    expect(history.map(({ event }) => cardEvents.has(event) && cardEvents.plain(event))).toEqual([
      { type: 'card.issued', amountMinor: 100 },
      { type: 'card.redeemed', amountMinor: 30 },
    ]);
  });

  test('is judged by its schema when it is recorded', async () => {
    await expect(cards.create('c-1', (card) => card.decide({ issue: 0.5 }))).rejects.toMatchObject({
      code: 'event-payload-invalid',
      type: 'card.issued',
      violations: [{ path: 'amountMinor' }],
    });
    expect(await cards.find('c-1')).toBeUndefined();
  });

  test('is saved after it was loaded, and refuses to be changed in the past', async () => {
    await cards.create('c-1', (card) => card.decide({ issue: 100 }));
    const card = await cards.load('c-1');
    card.decide({ redeem: 30 });
    expect((await cards.save(card)).version).toBe(2);
    const before = (await cards.load('c-1', { version: 1 })) as GiftCard;
    expect(() => before.decide({ redeem: 1 })).toThrow(expect.objectContaining({ code: 'aggregate-read-only' }));
  });

  test('is remembered and copied: nothing that was handed out changes with another', async () => {
    await cards.create('c-1', (card) => card.decide({ issue: 100 }));
    const seen = (await cards.update('c-1', (card) => card.decide({ redeem: 10 }))).aggregate.state;
    for (let count = 0; count < 5; count++) await cards.update('c-1', (card) => card.decide({ redeem: 10 }));
    expect(seen).toEqual({ balanceMinor: 90, redeemed: [10] });
    const loaded = await cards.load('c-1');
    expect(copyAggregate(loaded).state).toEqual({ balanceMinor: 40, redeemed: [10, 10, 10, 10, 10, 10] });
  });
});

describe('Twenty writers of one decider at once, each in a process of its own', () => {
  /** Each takes a tenth of what is on the card. */
  async function contend(store: EventStore): Promise<{ balanceMinor: number; redeemed: number; refused: number }> {
    await cards.create('c-1', (card) => card.decide({ issue: 100 }));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        new AggregateRepository(GiftCard, store).update('c-1', (card) => card.decide({ redeem: 10 }), { retries: 100 }),
      ),
    );
    const refused = outcomes.filter(
      (outcome) =>
        outcome.status === 'rejected' && (outcome.reason as { code?: string }).code === 'balance-must-suffice',
    ).length;
    const { balanceMinor, redeemed } = (await cards.load('c-1')).state;
    return { balanceMinor, redeemed: redeemed.length, refused };
  }

  test('take no more than there is', async () => {
    const store = new InterposedStore(application.get(EventStore), async () => undefined);
    expect(await contend(store)).toEqual({ balanceMinor: 0, redeemed: 10, refused: 10 });
    expect(store.appends.length).toBeGreaterThan(10); // there was contention, or this has shown nothing
  });

  test('would take more in a build that appends without an expectation', async () => {
    const careless = new InterposedStore(application.get(EventStore), async (options) => ({
      ...options,
      expected: 'any',
    }));
    expect((await contend(careless)).balanceMinor).toBeLessThan(0);
  });
});
