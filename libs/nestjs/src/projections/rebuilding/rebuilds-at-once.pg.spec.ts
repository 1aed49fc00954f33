import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Balance } from '../read-model/example/balances.js';
import { projectionOf, ReadModelDatabase } from '../read-model/example/read-model-database.js';
import { GenerationTables } from '../read-model/generation-tables.js';
import { lookThenMake } from './example/wrong-builds/look-then-make.js';
import { ProjectionOperations, type ProjectionOperationsParts } from './projection-operations.js';

const example = ReadModelDatabase.ofThisSpec();
const rounds = 50;

/** What two operators are told who ask at one instant, each by a pool of his own, as two processes have. */
async function askedAtOnce(
  begins: (tables: GenerationTables) => Pick<GenerationTables, 'generations' | 'create'>,
): Promise<readonly string[]> {
  const definition = projectionOf([Balance], { name: 'balances' });
  const projections = { find: () => ({ definition }), all: () => [{ definition }] };
  const both = await Promise.all(
    [0, 1].map(async () => {
      const tables = new GenerationTables(await example.connect([Balance]), 'daybook');
      const parts = { projections, tables: begins(tables), schema: 'daybook' };
      return { tables, operations: new ProjectionOperations(parts as unknown as ProjectionOperationsParts) };
    }),
  );
  const [{ tables }] = both as [(typeof both)[0]];
  await tables.ensure(definition);
  const told = new Set<string>();
  // Once it has gone wrong there is no more to be seen.
  for (let round = 0; round < rounds && !told.has('begun, begun'); round++) {
    const answers = await Promise.allSettled(both.map(({ operations }) => operations.rebuild('balances')));
    const words = answers.map((answer) =>
      answer.status === 'fulfilled' ? 'begun' : String((answer.reason as { code?: string }).code),
    );
    told.add(words.sort().join(', '));
    for (const built of await tables.generations('balances')) {
      if (built.state === 'building') await tables.drop(built);
    }
  }
  return [...told];
}

test('of two rebuilds that are asked for at one instant one begins, and the other is told that it is under way', async () => {
  expect(await askedAtOnce((tables) => tables)).toEqual(['begun, build-under-way']);
  // Where it is looked before the lock is had, both begin.
  expect(await askedAtOnce(lookThenMake)).toContain('begun, begun');
});
