import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { generationNamed } from '../generation-named.js';

export const projectionsDropCommand: CommandDescription = {
  name: 'projections drop',
  parameters: '<generation>',
  summary: 'Drop a generation: its tables, its checkpoint, and what it has parked',
  notes: ['Named as projections list does: account-balances@1.2. Refused while readers see it.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const generation = generationNamed(given);
    await (await application.open()).operations().drop(generation);
    if (given.has('json')) output.json({ generation });
    else output.line(`${generation.name}@${generation.version}.${generation.generation} is dropped.`);
    return 0;
  },
};
