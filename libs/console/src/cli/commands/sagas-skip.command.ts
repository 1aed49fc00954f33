import { userInfo } from 'node:os';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { stuckAtInWords } from '../saga-in-words.js';
import { sagaNamed } from '../saga-named.js';

export const sagasSkipCommand: CommandDescription = {
  name: 'sagas skip',
  parameters: '<saga> <key>',
  summary: 'Leave that out at which an instance is stuck, on record with a reason; it goes on with what comes next',
  notes: [
    'The saga is told nothing: what the step would have brought about has to have come about otherwise, or not to matter. If',
    'its command turns out to have been carried out, it is done, and not skipped. Exit code 1 says that there is nothing to',
    'skip, or something else than --step says.',
  ],
  options: {
    reason: { value: '<text>', text: 'why, for the record' },
    step: { value: '<n>', text: 'refuse unless it is stuck at this step. Default: at whatever it is' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const address = sagaNamed(given);
    const reason = given.required('reason');
    const step = given.count('step');
    const by = given.text('by') ?? userInfo().username;
    const skipped = await (await application.open()).sagas.skip(address, { reason, by, step });
    const { at, outcome } = skipped;
    if (given.has('json')) output.json(skipped);
    else if (outcome === 'skipped') output.line(`It goes on without ${stuckAtInWords(at)}.`);
    else output.line(`It goes on: ${stuckAtInWords(at)} had been carried out, and is done.`);
    return 0;
  },
};
