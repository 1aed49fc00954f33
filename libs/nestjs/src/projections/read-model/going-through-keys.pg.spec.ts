import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Entity, PrimaryColumn } from 'typeorm';
import type { ReadModelClass } from '../projection-options.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';
import { compareKeys } from './key-order.js';

const example = ReadModelDatabase.ofThisSpec();

@Entity({ name: 'by_text', synchronize: false })
class ByText {
  @PrimaryColumn('text') id!: string;
}
@Entity({ name: 'by_varchar', synchronize: false })
class ByVarchar {
  @PrimaryColumn({ length: 100 }) id!: string;
}
@Entity({ name: 'by_uuid', synchronize: false })
class ByUuid {
  @PrimaryColumn('uuid') id!: string;
}

const count = Number(process.env['ROWS'] ?? 20_000);

test.each<[name: string, entity: ReadModelClass, key: string]>([
  ['text', ByText, `CASE n % 3 WHEN 0 THEN 'ä' WHEN 1 THEN 'B' ELSE 'a' END || n`],
  ['varchar', ByVarchar, `CASE n % 3 WHEN 0 THEN '_' WHEN 1 THEN 'B' ELSE 'a' END || n`],
  ['uuid', ByUuid, `md5(n::text)::uuid`],
])(
  'a page of keys is read from the index: %s',
  async (name, entity, key) => {
    const dataSource = await example.connect([entity]);
    const tables = new GenerationTables(dataSource, 'daybook');
    const definition = projectionOf([entity], { name: `by-${name}` });
    const generation = await tables.ensure(definition);
    const table = `by_${name}_v1_g1.by_${name}_v1`;
    await dataSource.query(`INSERT INTO ${table} SELECT ${key} FROM generate_series(1, ${count}) AS n`);
    await dataSource.query(`VACUUM ANALYZE ${table}`);
    const rows = tables.rowsOf(definition, generation);
    const keys: string[] = [];
    await dataSource.transaction(async (manager) => {
      // What an index cannot serve would have to be sorted.
      await manager.query('SET LOCAL enable_sort = off');
      for (let page: readonly string[] = []; keys.length < 5_000; keys.push(...page)) {
        page = await rows.keysAfter(keys.at(-1), 1_000, manager);
      }
      const read = await manager.query<{ tuples: string }[]>(
        `SELECT pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_tuples_returned(i.indexrelid) AS tuples
       FROM pg_class AS c JOIN pg_index AS i ON i.indrelid = c.oid WHERE c.oid = '${table}'::regclass`,
      );
      expect(Number(read[0]?.tuples)).toBeLessThanOrEqual(5_100);
    });
    expect(keys).toEqual([...keys].sort(compareKeys));
    expect(new Set(keys).size).toBe(5_000);
  },
  120_000,
);
