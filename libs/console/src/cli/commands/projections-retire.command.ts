import { userInfo } from 'node:os';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsRetireCommand: CommandDescription = {
  name: 'projections retire',
  parameters: '<projection|reader>',
  summary: 'Give up what no release runs any more: its tables, views, checkpoint and parked events',
  notes: [
    'One of those that `projections orphans` lists; the code of its class need not be there any more. Refused for what this',
    'release declares, and for what a living process runs. One that was interrupted is repeated.',
  ],
  options: {
    version: { value: '<n>', text: 'only this version of a projection. Default: all of them' },
    reason: { value: '<text>', text: 'why, for the record' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    ...jsonOption,
  },
  changesSchema: true,
  async run({ given, application, output }) {
    const name = given.only('name');
    const version = given.count('version');
    const reason = given.required('reason');
    const by = given.text('by') ?? userInfo().username;
    const retired = await (await application.open()).retirement().retire(name, { version, reason, by });
    if (given.has('json')) output.json({ retired });
    else for (const one of retired) output.line(`${one} is given up.`);
    return 0;
  },
};
