import { describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { PostgresRowStandings, type ReadsFrom } from './postgres-row-standings.js';
import { readsOfTypeOrm } from './reads-of-typeorm.js';

const definition = { name: 'orders', version: 1 } as ProjectionDefinition;
const row = { generation: 1, isInline: false, positions: [10, 20], visible: [7] };

/** A DataSource with a primary and replicas, each of which answers a row, or none. */
function standings(readsFrom: ReadsFrom, primary: object, ...replicas: readonly (object | undefined)[]) {
  const slaves = replicas.map((one) => ({ query: async () => ({ rows: one === undefined ? [] : [one] }) }));
  const dataSource = { query: async () => [primary], driver: { slaves } } as unknown as DataSource;
  return new PostgresRowStandings(() => dataSource, 'daybook', readsFrom);
}
const ahead = { ...row, positions: [90, 90], visible: [7, 80] };

describe('Rows that are read on the primary', () => {
  test('are as far as it says, whatever its replicas have, and it has all that was appended', async () => {
    const standing = await standings('primary', ahead, row).of(definition, [7, 85]);
    expect(standing).toMatchObject({ positions: [90, 90], visible: new Set([7, 85]) });
  });
});

describe('Rows that are read on any of the replicas', () => {
  test('are nowhere further than on the last one', async () => {
    const one = { ...row, positions: [12, 18], visible: [7, 80] };
    const other = { ...row, positions: [10, 20], visible: [7] };
    expect(await standings('replica', ahead, one, other).of(definition, [7, 80])).toEqual({
      generation: { name: 'orders', version: 1, generation: 1 },
      isInline: false,
      positions: [10, 18],
      visible: new Set([7]),
    });
  });

  test.each([
    ['one has no live generation yet', row, undefined],
    ['they are on both sides of a switch', row, { ...row, generation: 2 }],
    ['they are on both sides of a taking over by appends', row, { ...row, isInline: true }],
    ['they are on both sides of a new division', row, { ...row, positions: [10] }],
  ])('are waited for while %s', async (_, one, other) => {
    expect(await standings('replica', ahead, one, other).of(definition, [])).toBeUndefined();
    expect(await standings('replica', ahead, other, one).of(definition, [])).toBeUndefined();
  });

  test('are the primary’s where there are none', async () => {
    expect(await standings('replica', ahead).of(definition, [])).toMatchObject({ positions: [90, 90] });
  });
});

test.each<[string, object, ReadsFrom]>([
  ['has no replicas', {}, 'primary'],
  ['has none in its list', { replication: { master: {}, slaves: [] } }, 'primary'],
  ['has one', { replication: { master: {}, slaves: [{}] } }, 'replica'],
  ['has one, and says that it reads there', { replication: { defaultMode: 'slave', slaves: [{}] } }, 'replica'],
  ['has one, and reads on the primary', { replication: { defaultMode: 'master', slaves: [{}] } }, 'primary'],
])('a DataSource that %s', (_, options, readsFrom) => {
  expect(readsOfTypeOrm({ options } as unknown as DataSource)).toBe(readsFrom);
});
