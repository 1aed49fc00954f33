import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsRollbackCommand: CommandDescription = {
  name: 'projections rollback',
  parameters: '<projection>',
  summary: 'Lead readers back to the generation that they saw before',
  notes: ['At once, because that was kept up to date; refused where it was not.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const name = given.only('projection');
    const generation = await (await application.open()).operations().rollback(name);
    if (given.has('json')) output.json({ generation });
    else output.line(`${generation.name}@${generation.version}.${generation.generation} is what readers see again.`);
    return 0;
  },
};
