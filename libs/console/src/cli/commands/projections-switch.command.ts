import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsSwitchCommand: CommandDescription = {
  name: 'projections switch',
  parameters: '<projection>',
  summary: 'Let readers see the generation that was built, once it is compared with the log',
  notes: ['Refused while it differs, or has not come as far as the one that is read.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const name = given.only('projection');
    const generation = await (await application.open()).operations().switch(name);
    if (given.has('json')) output.json({ generation });
    else output.line(`${generation.name}@${generation.version}.${generation.generation} is what readers see now.`);
    return 0;
  },
};
