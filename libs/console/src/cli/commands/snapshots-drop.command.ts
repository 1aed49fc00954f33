import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const snapshotsDropCommand: CommandDescription = {
  name: 'snapshots drop',
  parameters: '[<stream> …]',
  summary: 'Take snapshots away; loading takes longer until there are new ones, and nothing else happens',
  options: {
    category: { value: '<category>', text: 'of all of its streams, in place of named ones' },
    all: { text: 'of all streams' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const category = given.text('category');
    const ways = [given.positionals.length > 0, category !== undefined, given.has('all')].filter(Boolean);
    if (ways.length !== 1) throw given.invalid('say which streams, or a --category, or --all');
    const { snapshots } = await application.open();
    let dropped = 0;
    for (const streamId of given.positionals) dropped += await snapshots.drop({ streamId });
    if (given.positionals.length === 0) dropped = await snapshots.drop({ category });
    if (given.has('json')) output.json({ dropped });
    else output.line(dropped === 1 ? '1 snapshot was dropped.' : `${dropped} snapshots were dropped.`);
    return 0;
  },
};
