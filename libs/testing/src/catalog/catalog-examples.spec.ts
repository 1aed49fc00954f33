import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainEvent, EventType, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { EventCodec, EventTypeRegistry } from '@daybook/event-store';
import { afterAll, describe, expect, test } from '@jest/globals';
import { IsInt, Max } from 'class-validator';
import { catalogExamples } from './catalog-examples.js';
import { cataloguedExamples } from './catalogued-example.js';
import { Counting, Failing, Forgetting } from './example/wrong-builds/upcasters.js';
import { readExample } from './read-example.js';

@EventType('ferry.docked', { version: 2 })
class FerryDocked extends DomainEvent<'ferry.docked'> {
  @IsInt() @Max(9) readonly berth!: number;
}

@Upcaster({ event: 'ferry.docked', from: 1, to: 2 })
class FerryDockedV1ToV2 implements Upcasts {
  upcast(): JsonObject {
    return { berth: 1 };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'daybook-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

function catalogOf(...events: readonly JsonObject[]): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify({ format: 'daybook-event-catalog/1', events }));
  return file;
}

const codecWith = (...upcasters: readonly Upcasts[]): EventCodec =>
  new EventCodec({ registry: new EventTypeRegistry().register(FerryDocked), upcasters });
const stored = (data: JsonObject) => ({ type: 'ferry.docked', version: 1, number: 1, data });

describe('a catalog whose examples are read', () => {
  const versions = [
    { version: 1, examples: [{}, { pier: 'north' }] },
    { version: 2, examples: [{ berth: 3 }] },
  ];
  const ofToday = { type: 'ferry.docked', accepted: {}, versions };
  const givenUp = {
    type: 'ferry.sunk',
    accepted: { 'type-removed': 'none was stored' },
    versions: [{ version: 1, examples: [] }],
  };
  const catalog = catalogOf(ofToday, givenUp);
  catalogExamples({ catalog, codec: async () => codecWith(new FerryDockedV1ToV2()) });

  test('one test for each example, and none for a type that was given up', () => {
    expect(cataloguedExamples(catalog).examples.map(({ version, number }) => [version, number])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
  });
});

test('a version without an example is missed', () => {
  const catalog = catalogOf({ type: 'ferry.docked', accepted: {}, versions: [{ version: 1, examples: [] }] });
  expect(cataloguedExamples(catalog).missing).toEqual(['ferry.docked 1']);
});

test('a file that is no catalog is refused', () => {
  const file = join(folder, 'other.json');
  writeFileSync(file, '{"format":"something-else/1","events":[]}');
  expect(() => cataloguedExamples(file)).toThrow('is no event catalog');
});

test.each([
  ['counts', new Counting(), {}, 'and, a second time'],
  ['forgets a field', new Forgetting(), {}, 'berth'],
  ['fails', new Failing(), {}, 'Failing'],
])('an upcaster that %s is caught', async (_what, upcaster, data, words) => {
  await expect(readExample(codecWith(upcaster), stored(data), true)).rejects.toThrow(words);
});

test('a version that nothing lifts is caught', async () => {
  const example = { type: 'ferry.docked', version: 3, number: 1, data: {} };
  await expect(readExample(codecWith(new FerryDockedV1ToV2()), example, true)).rejects.toThrow('ferry.docked');
});

test('a fact from before a rule was made stricter is read where that is said', async () => {
  const example = { type: 'ferry.docked', version: 2, number: 1, data: { berth: 12 } };
  const codec = codecWith(new FerryDockedV1ToV2());
  await expect(readExample(codec, example, true)).rejects.toThrow('berth');
  expect(await readExample(codec, example, false)).toEqual([{ type: 'ferry.docked', version: 2, data: { berth: 12 } }]);
});
