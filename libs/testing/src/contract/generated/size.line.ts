import fc, { type Arbitrary } from 'fast-check';
import type { EventInput } from '@daybook/event-store';
import { SampleRecorded } from '../contract-events.js';
import { all, notes } from '../contract-subject.js';
import type { AcceptedCase, InputLine, RefusedCase } from './generated-case.js';
import { refusedName } from './names.js';

const payloadRoom = 1_048_576 - '{"value":""}'.length;
const metadataRoom = 8_192 - '{"note":""}'.length;

const sample = (value: unknown) => [SampleRecorded.of({ value })];
const annotated = (note: string) => [{ event: SampleRecorded.of({}), metadata: { note } }];
const shape = fc.nat({ max: 2 ** 31 - 1 });

/** Objects and arrays inside one another, as the bits of a number say. */
function nested(levels: number, bits: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level++) value = (bits >> (level % 31)) & 1 ? { in: value } : [value];
  return value;
}

function refused(what: string, field: string, events: () => readonly EventInput[]): RefusedCase {
  return {
    what,
    names: ['field', field],
    attempt: async (subject) => subject.store.append(subject.stream(), events(), { expected: 'any' }),
  };
}

const badCount: Arbitrary<RefusedCase> = fc
  .tuple(
    fc.constantFrom('readStream', 'readAll'),
    fc.oneof(
      fc.tuple(fc.constantFrom('batchSize', 'limit'), fc.oneof(fc.integer({ max: 0 }), fc.constantFrom(0, -1))),
      fc.tuple(fc.constant('batchSize'), fc.oneof(fc.integer({ min: 10_001 }), fc.constantFrom(10_001, 1e9))),
    ),
  )
  .map(([read, [option, count]]) => ({
    what: `${read} with ${option} ${count}`,
    names: ['field', option],
    attempt: async ({ store }) =>
      all(read === 'readAll' ? store.readAll({ [option]: count }) : store.readStream('note-1', { [option]: count })),
  }));

function accepted(what: string, events: readonly EventInput[], given: unknown): AcceptedCase {
  return {
    what,
    attempt: async (subject) => {
      const streamId = subject.stream();
      await subject.store.append(streamId, events, { expected: 'noStream' });
      const recorded = await subject.read(streamId);
      return { given, found: recorded.map(({ data, metadata }) => ({ data, metadata })) };
    },
  };
}

const acceptedCount: Arbitrary<AcceptedCase> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1 }))
  .map(([events, batchSize, limit]) => ({
    what: `${events} events in pages of ${batchSize}, at most ${limit}`,
    attempt: async (subject) => {
      const streamId = await subject.streamOf(events);
      const found = await subject.versionsOf(streamId, { batchSize, limit });
      return { given: Array.from({ length: Math.min(events, limit) }, (_, index) => index + 1), found };
    },
  }));

export const sizeLine: InputLine = {
  line: 'Size',
  refused: fc.oneof(
    { weight: 1, arbitrary: fc.constant(refused('0 events', 'events', () => [])) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 10_001, max: 11_000 })
        .map((count) =>
          refused(`${count} events`, 'events', () => Array.from({ length: count }, () => notes(1)[0] as EventInput)),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 100_000 }), fc.constantFrom('x', 'é', '日', '🎉', '"', '\u0001'))
        .map(([over, character]) => {
          const bytes = Buffer.byteLength(JSON.stringify(character)) - 2;
          const count = Math.floor(payloadRoom / bytes) + over;
          return refused(`${count} times ${character}`, 'events[0].data', () => sample(character.repeat(count)));
        }),
    },
    {
      weight: 8,
      arbitrary: fc
        .integer({ min: 1, max: 100_000 })
        .map((over) =>
          refused(`metadata ${over} over`, 'events[0].metadata', () => annotated('x'.repeat(metadataRoom + over))),
        ),
    },
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.integer({ min: 64, max: 400 }), shape)
        .map(([levels, bits]) =>
          refused(`${levels} levels ${bits}`, 'events[0].data.value', () => sample(nested(levels, bits))),
        ),
    },
    { weight: 10, arbitrary: badCount },
    { weight: 6, arbitrary: fc.integer({ min: 256, max: 5_000 }).chain((length) => refusedName('n'.repeat(length))) },
  ),
  accepted: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.nat({ max: 60_000 }).map((length) => {
        const value = 'x'.repeat(length);
        return accepted(`a payload of ${length}`, sample(value), [{ data: { value }, metadata: {} }]);
      }),
    },
    {
      weight: 5,
      arbitrary: fc.nat({ max: metadataRoom }).map((length) => {
        const note = 'x'.repeat(length);
        return accepted(`metadata of ${length}`, annotated(note), [{ data: {}, metadata: { note } }]);
      }),
    },
    {
      weight: 5,
      arbitrary: fc.tuple(fc.integer({ min: 1, max: 63 }), shape).map(([levels, bits]) => {
        const value = nested(levels, bits);
        return accepted(`${levels} levels ${bits}`, sample(value), [{ data: { value }, metadata: {} }]);
      }),
    },
    { weight: 5, arbitrary: acceptedCount },
  ),
};
