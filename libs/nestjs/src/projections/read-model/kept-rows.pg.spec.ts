import 'reflect-metadata';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { EveryType, everyRow } from './example/every-type.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';
import { compareKeys } from './key-order.js';
import type { KeptRows } from './kept-rows.js';

const example = ReadModelDatabase.ofThisSpec();

describe('rows in a table', () => {
  const definition = projectionOf([EveryType], { name: 'every-type' });
  let dataSource: DataSource;
  let tables: GenerationTables;
  let rows: KeptRows<EveryType>;

  beforeAll(async () => {
    dataSource = await example.connect([EveryType]);
    tables = new GenerationTables(dataSource, 'daybook');
    rows = tables.rowsOf<EveryType>(definition, await tables.ensure(definition));
  });

  test('are foretold as they come back', async () => {
    await fc.assert(
      fc.asyncProperty(everyRow, fc.constantFrom('1', '-0', '2.5', '10.25'), async (given, price) => {
        const row: EveryType = Object.assign(new EveryType(), given, { price });
        delete (row as Partial<EveryType>).note;
        const foretold = rows.reloaded(row);
        await rows.save(new Map([[row.id, row]]), undefined);
        expect(foretold).toEqual((await rows.load([row.id], undefined)).get(row.id));
        expect(foretold.note).toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  test('are refused in the same way', async () => {
    const [row] = fc.sample(everyRow, 1);
    const unkept = Object.assign(new EveryType(), row, { whole: 1.5 });
    expect(() => rows.reloaded(unkept)).toThrow(expect.objectContaining({ code: 'row-value-refused' }));
  });

  test('are gone through by key, in the order of bytes, in whatever pieces', async () => {
    await dataSource.query('TRUNCATE every_type_v1_g1.every_type_v1');
    const ids = ['b', 'a', 'Ä', 'B', 'ab', '\u{ffee}', '\u{10000}', 'z'];
    const [like] = fc.sample(everyRow, 1);
    await rows.save(new Map(ids.map((id) => [id, Object.assign(new EveryType(), like, { id })])), undefined);
    const met: string[] = [];
    for (let keys: readonly string[] = ['']; keys.length > 0; met.push(...keys)) {
      keys = await rows.keysAfter(met.at(-1), 3, undefined);
    }
    expect(met).toEqual([...ids].sort(compareKeys));
    const live = tables.liveRowsOf<EveryType>(definition);
    expect(await live.keysAfter('a', 2, undefined)).toEqual(['ab', 'b']);
    expect([...(await live.load(['z'], undefined)).keys()]).toEqual(['z']);
  });

  test('are drawn at random', async () => {
    const drawn = await Promise.all(Array.from({ length: 60 }, () => rows.sampleKeys(3, undefined)));
    expect(drawn.every((keys) => new Set(keys).size === 3)).toBe(true);
    expect(new Set(drawn.flat()).size).toBe(8);
    expect(await rows.sampleKeys(100, undefined)).toHaveLength(8);
  });
});
