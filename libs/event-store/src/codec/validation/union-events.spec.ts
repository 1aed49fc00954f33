import { describe, expect, test } from '@jest/globals';
import { unionOf } from '@daybook/domain';
import { z } from 'zod';
import { MemoryEventStore } from '../../memory/memory-event-store.js';
import { EventCodec } from '../event-codec.js';
import { EventTypeRegistry } from '../event-type-registry.js';
import { classValidator } from './class-validator.js';

/** Stock is received in lots that make up what is received: a rule of the whole union, not of one field. */
const stockEvents = unionOf(
  z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('stock.received'), quantity: z.int().positive(), lots: z.array(z.int()) }),
      z.object({ type: z.literal('stock.lost'), quantity: z.int().positive() }),
    ])
    .refine(
      ({ type, ...event }) => type === 'stock.lost' || sum((event as { lots: number[] }).lots) === event.quantity,
    ),
  ['stock.received', 'stock.lost'],
  { 'stock.lost': { version: 2 } },
);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const registry = new EventTypeRegistry().register(...Object.values(stockEvents.classes));
const received = { type: 'stock.received', quantity: 3, lots: [1, 2] } as const;

/** The event as it is, whatever the compiler thinks of it. */
const unchecked = (event: object) => stockEvents.of(event as never);

describe('an event of a union', () => {
  test('is kept under its type and version, without its type among its data', async () => {
    const codec = new EventCodec({ registry });
    const lost = stockEvents.of({ type: 'stock.lost', quantity: 1 });
    expect(await codec.encode('stock-pen', [unchecked(received), lost])).toMatchObject([
      { type: 'stock.received', schemaVersion: 1, data: '{"quantity":3,"lots":[1,2]}' },
      { type: 'stock.lost', schemaVersion: 2, data: '{"quantity":1}' },
    ]);
  });

  test('comes back from a store as it went in', async () => {
    const store = new MemoryEventStore({ codec: new EventCodec({ registry }) });
    await store.append('stock-pen', [unchecked(received)], { expected: 'noStream' });
    for await (const { event, type, data } of store.readStream('stock-pen')) {
      expect([type, data]).toEqual(['stock.received', { quantity: 3, lots: [1, 2] }]);
      expect(stockEvents.has(event) && stockEvents.plain(event)).toEqual(received);
    }
  });

  test.each([
    ['a field that is wrong', { ...received, quantity: -3, lots: [-3] }, 'quantity'],
    ['a place in a list', { ...received, lots: [1, 'secret'] }, 'lots[1]'],
    ['a field that is missing', { type: 'stock.lost' }, 'quantity'],
    ['a field that the schema would drop', { type: 'stock.lost', quantity: 1, surprise: 'secret' }, 'surprise'],
    ['the payload, by a rule of the whole union', { ...received, lots: [1, 1] }, ''],
  ])('is refused with %s', async (_, event, path) => {
    const codec = new EventCodec({ registry });
    const refusal: unknown = await Promise.resolve()
      .then(() => codec.encode('stock-pen', [unchecked(event)]))
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'event-payload-invalid', type: event.type, violations: [{ path }] });
    expect(String(refusal)).not.toContain('secret');
  });

  test('is never judged when it is read', async () => {
    const stored = { ...rowOf('stock.received'), data: '{"quantity":-3}' };
    const [read] = await new EventCodec({ registry }).decode([stored]);
    expect(stockEvents.plain(read?.event as never)).toEqual({ type: 'stock.received', quantity: -3 });
  });

  test('is waited for where its schema takes its time', async () => {
    const slow = unionOf(
      z.object({ type: z.literal('stock.counted'), quantity: z.int().refine(async (quantity) => quantity > 1) }),
      ['stock.counted'],
    );
    const codec = new EventCodec({ registry: new EventTypeRegistry().register(...Object.values(slow.classes)) });
    const encode = async (quantity: number) =>
      codec.encode('stock-pen', [slow.of({ type: 'stock.counted', quantity })]);
    expect(await encode(2)).toHaveLength(1);
    await expect(encode(1)).rejects.toMatchObject({ violations: [{ path: 'quantity' }] });
  });

  test('needs its schema: class-validator alone knows none of its fields', async () => {
    const codec = new EventCodec({ registry, validation: classValidator() });
    await expect(Promise.resolve(codec.encode('stock-pen', [unchecked(received)]))).rejects.toMatchObject({
      code: 'event-payload-invalid',
      violations: expect.arrayContaining([{ path: 'quantity', constraints: ['whitelistValidation'] }]),
    });
  });
});

function rowOf(type: string) {
  const times = { occurredAt: new Date(0), recordedAt: new Date(0) };
  return {
    streamId: 'stock-pen',
    version: 1,
    position: 1,
    eventId: 'e-1',
    type,
    schemaVersion: 1,
    metadata: '{}',
    ...times,
  };
}
