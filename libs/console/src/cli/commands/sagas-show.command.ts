import { sagaView } from '../../operations/sagas/saga-view.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { sagaViewInWords } from '../saga-in-words.js';
import { sagaNamed } from '../saga-named.js';

export const sagasShowCommand: CommandDescription = {
  name: 'sagas show',
  parameters: '<saga> <key>',
  summary: 'Show an instance of a saga: each step and what came of it, its deadlines, what is parked of its key',
  notes: [
    'What it knows, and what its commands say, is shown with --personal alone: nobody can say which of it is about people.',
    'What a handler threw is shown as it is: keep personal data out of messages of errors.',
  ],
  options: { personal: { text: 'show state, metadata and commands, personal data included' }, ...jsonOption },
  async run({ given, application, output }) {
    const address = sagaNamed(given);
    const report = await (await application.open()).sagas.show(address);
    const view = sagaView(report, { personal: given.has('personal') });
    if (given.has('json')) output.json(view);
    else for (const line of sagaViewInWords(view)) output.line(line);
    return 0;
  },
};
