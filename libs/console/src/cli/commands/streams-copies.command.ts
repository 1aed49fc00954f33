import { copyInWords, shownCopy } from '../../operations/streams/show/shown-copy.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const streamsCopiesCommand: CommandDescription = {
  name: 'streams copies',
  summary: 'List the copies of streams that were begun and not completed',
  notes: [
    'Go on with one by asking for it again, or give it up with `streams abandon`. Exit code 1 says that there are some.',
  ],
  options: jsonOption,
  async run({ given, application, output }) {
    const { copying } = await application.open();
    const copies = await copying.underWay();
    if (given.has('json')) output.json(copies.map(shownCopy));
    else if (copies.length === 0) output.line('No copy is under way.');
    else for (const copy of copies) output.line(copyInWords(copy));
    return copies.length === 0 ? 0 : 1;
  },
};
