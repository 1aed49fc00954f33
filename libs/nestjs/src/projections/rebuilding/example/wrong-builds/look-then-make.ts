import type { GenerationTables } from '../../../read-model/generation-tables.js';
import { assertNoneIsBuilt } from '../../assert-none-is-built.js';

/** How it goes wrong: whether something is being built is looked at before the lock is had under which it is made. */
export function lookThenMake(tables: GenerationTables): Pick<GenerationTables, 'generations' | 'create'> {
  return {
    generations: (name) => tables.generations(name),
    create: async (definition, orders) => {
      assertNoneIsBuilt(await tables.generations(definition.name));
      return tables.create(definition, orders);
    },
  };
}
