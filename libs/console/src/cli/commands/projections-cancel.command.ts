import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsCancelCommand: CommandDescription = {
  name: 'projections cancel',
  parameters: '<projection>',
  summary: 'End a build; what is read stays as it is',
  notes: ['Its tables stay until they are dropped.'],
  options: { reason: { value: '<text>', text: 'why, for the record' }, ...jsonOption },
  async run({ given, application, output }) {
    const name = given.only('projection');
    const reason = given.text('reason');
    const generation = await (await application.open()).operations().cancel(name, reason);
    if (given.has('json')) output.json({ generation });
    else output.line(`${generation.name}@${generation.version}.${generation.generation} is built no further.`);
    return 0;
  },
};
