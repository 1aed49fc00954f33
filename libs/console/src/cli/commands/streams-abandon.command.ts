import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const streamsAbandonCommand: CommandDescription = {
  name: 'streams abandon',
  parameters: '<new stream>',
  summary: 'Give up a copy that is under way: the old stream goes on',
  notes: [
    'What was copied stays in the log, in a stream that takes no events. Exit code 1 says that no such copy is under way.',
  ],
  options: { reason: { value: '<text>', text: 'why, for the record' }, ...jsonOption },
  async run({ given, application, output }) {
    const target = given.only('new stream');
    const reason = given.required('reason');
    const abandoned = await (await application.open()).copying.abandon(target, reason);
    if (given.has('json')) output.json({ abandoned });
    else output.line(abandoned ? `The copy into ${target} is given up.` : `No copy into ${target} is under way.`);
    return abandoned ? 0 : 1;
  },
};
