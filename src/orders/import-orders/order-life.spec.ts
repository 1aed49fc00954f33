import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import { contradictionsIn } from './contradictions-in.js';
import { PaperMarketplace } from './example/paper-marketplace.js';
import { marketplaceOrders } from './example/random-orders.js';
import type { LifeStep } from './life-step.js';
import { lifeOf } from './order-life.js';

type Life = (order: MarketplaceOrder) => readonly LifeStep[];

function livedOnPaper(life: readonly LifeStep[]): PaperMarketplace {
  const paper = new PaperMarketplace();
  for (const { commands } of life) for (const command of commands) paper.do(command);
  return paper;
}

/** How far the word of the file says that the order came, and what there is to buy and to pay with lets it come. */
function expectedStatus({ order, items, payments }: MarketplaceOrder): string {
  if (order.status === 'canceled') return 'canceled';
  if (items.length === 0) return 'cart';
  if (order.status === 'unavailable') return 'unavailable';
  return payments.some(({ amountMinor }) => amountMinor > 0) ? order.status : 'submitted';
}

/** Throws where a life breaks a law, or is not the one that the file tells. */
function check(plan: Life, order: MarketplaceOrder): void {
  const life = plan(order);
  const paper = livedOnPaper(life);
  expect(paper.status).toBe(expectedStatus(order));
  const isOver = ['delivered', 'shipped', 'canceled', 'unavailable'].includes(paper.status);
  const left = paper.status === 'shipped' || paper.status === 'delivered' ? 'picked' : 'released';
  for (const is of paper.stock.values()) expect(is).toBe(isOver ? left : 'reserved');
  const captured = [...paper.payments.values()].filter(({ is }) => is === 'captured' || is === 'refunded');
  expect(paper.recordedMinor).toBe(captured.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
  if (['canceled', 'unavailable'].includes(paper.status)) {
    expect(paper.refundedMinor).toBe(paper.recordedMinor);
    for (const { is } of paper.payments.values()) expect(['voided', 'refunded']).toContain(is);
  }
  const parts = life.map(({ part }) => part);
  expect(new Set(parts).size).toBe(parts.length);
  const causes = life.flatMap(({ facts }) => facts.map(({ cause }) => cause));
  expect(new Set(causes).size).toBe(causes.length);
  const timeOf = (type: string): Date | undefined =>
    life.flatMap(({ facts }) => facts).find((fact) => fact.type === type)?.at;
  const { purchasedAt, approvedAt, handedToCarrierAt, deliveredAt } = order.order;
  expect(timeOf('order.begun')).toEqual(purchasedAt);
  for (const [type, time] of [
    ['order.payment-captured', approvedAt],
    ['order.handed-to-carrier', handedToCarrierAt],
    ['order.delivered', deliveredAt],
  ] as const) {
    const planned = timeOf(type);
    if (planned !== undefined && time !== undefined) expect(planned).toEqual(time);
  }
}

describe('The life of any order', () => {
  test('keeps the order of a life, ends where the file says, and has the file’s own times', () => {
    fc.assert(
      fc.property(marketplaceOrders, (order) => check(lifeOf, order)),
      { numRuns: 2_000 },
    );
  });

  test('is the same each time, and comes to the same ids', () => {
    fc.assert(fc.property(marketplaceOrders, (order) => expect(lifeOf(order)).toEqual(lifeOf(order))));
  });

  test('begins with a cart in one step, up to its submission to those who fulfil it elsewhere', () => {
    fc.assert(
      fc.property(marketplaceOrders, (order) => {
        const [cart] = lifeOf(order);
        expect(cart?.commands).toHaveLength(order.items.length === 0 ? 1 : order.items.length + 2);
        if (order.items.length > 0) {
          expect(cart?.facts.at(-1)?.data).toMatchObject({ fulfilment: 'elsewhere', accountId: 'c-1' });
        }
      }),
    );
  });
});

describe('A wrong plan is found out:', () => {
  const without = (parts: RegExp) => (order: MarketplaceOrder) => lifeOf(order).filter(({ part }) => !parts.test(part));
  const calledOffHere: Life = (order) =>
    lifeOf(order).map(({ commands, ...step }) => ({
      ...step,
      commands: commands.map((command) => Object.assign(command, 'by' in command && { by: 'here' })),
    }));
  const wrong: readonly (readonly [string, Life])[] = [
    ['one that picks nothing', without(/^pick-/)],
    ['one that leaves cancelled goods reserved', without(/^release-/)],
    ['one that keeps the money of what was called off', without(/^refund-/)],
    ['one that hands over what nobody has paid', without(/^payment-/)],
    ['one that does not say that it undoes what it calls off', calledOffHere],
    [
      'one that goes by the times',
      (order) =>
        lifeOf(order).toSorted((one, other) => (one.facts[0]?.at.getTime() ?? 0) - (other.facts[0]?.at.getTime() ?? 0)),
    ],
    [
      'one that sets the times right',
      ({ order, ...rows }) =>
        lifeOf({ order: { ...order, approvedAt: order.approvedAt && order.purchasedAt }, ...rows }),
    ],
  ];
  test.each(wrong)('%s', (_what, plan) => {
    const isRight = fc.check(
      fc.property(marketplaceOrders, (order) => check(plan, order)),
      { numRuns: 2_000 },
    );
    expect(isRight.failed).toBe(true);
  });
});

describe('Contradictions', () => {
  const day = (date: number) => new Date(Date.UTC(2026, 0, date));
  const order = {
    file: 'orders.csv',
    line: 7,
    orderId: 'o-1',
    customerId: 'c-1',
    status: 'delivered',
    purchasedAt: day(1),
    approvedAt: day(2),
    handedToCarrierAt: day(3),
    deliveredAt: day(4),
    promisedOn: '2026-01-20',
  } as const;
  const item = { file: 'items.csv', line: 3, number: 1, sku: 'a', store: 'x', priceMinor: 100, freightMinor: 20 };
  const payment = { file: 'payments.csv', line: 5, sequence: 1, amountMinor: 120 };
  const sound: MarketplaceOrder = { order, items: [item], payments: [payment] };
  const kindsOf = (change: Partial<MarketplaceOrder>) =>
    contradictionsIn({ ...sound, ...change }).map(({ kind, file, line }) => `${kind} ${file}:${line}`);

  test.each<[string, Partial<MarketplaceOrder>, string[]]>([
    ['none in a sound order', {}, []],
    [
      'times the wrong way round',
      { order: { ...order, approvedAt: day(5), handedToCarrierAt: day(1) } },
      ['handed-over-before-approval orders.csv:7', 'delivered-before-approval orders.csv:7'],
    ],
    [
      'a hand-over before the purchase',
      { order: { ...order, purchasedAt: new Date(day(3).getTime() + 1), approvedAt: undefined } },
      ['handed-over-before-purchase orders.csv:7', 'approval-time-missing orders.csv:7'],
    ],
    ['a delivery at no time', { order: { ...order, deliveredAt: undefined } }, ['delivery-time-missing orders.csv:7']],
    [
      'what was called off after it had left',
      { order: { ...order, status: 'canceled' } },
      ['called-off-after-hand-over orders.csv:7'],
    ],
    [
      'what went further than it is said to be',
      { order: { ...order, status: 'shipped' } },
      ['went-further-than-status orders.csv:7'],
    ],
    ['a cent too little', { payments: [{ ...payment, amountMinor: 119 }] }, ['payments-do-not-add-up payments.csv:5']],
    [
      'payments that do not begin with the first',
      { payments: [{ ...payment, sequence: 2 }] },
      ['payments-not-numbered-through payments.csv:5'],
    ],
    [
      'the same at two prices',
      { items: [item, { ...item, number: 2, line: 4, priceMinor: 0 }], payments: [{ ...payment, amountMinor: 140 }] },
      ['price-differs-within-order items.csv:4'],
    ],
    ['nothing to buy', { items: [] }, ['order-without-items orders.csv:7']],
    ['nothing to pay with', { payments: [] }, ['order-without-payments orders.csv:7']],
  ])('%s', (_what, change, kinds) => {
    expect(kindsOf(change)).toEqual(kinds);
  });
});
