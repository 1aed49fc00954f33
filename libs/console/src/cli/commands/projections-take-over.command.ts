import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsTakeOverCommand: CommandDescription = {
  name: 'projections take-over',
  parameters: '<projection>',
  summary: 'Let appends write an inline projection although processes are alive that do not know it',
  notes: [
    'Those are refused what it takes from now on, with 503. Without the command it is taken over when the last of them has',
    'ended; running processes of its release do so within a second.',
  ],
  options: jsonOption,
  async run({ given, application, output }) {
    const name = given.only('projection');
    const generation = await (await application.open()).operations().takeOver(name);
    if (given.has('json')) output.json({ generation });
    else output.line(`Who does not know ${name} in version ${generation.version} appends nothing to it any more.`);
    return 0;
  },
};
