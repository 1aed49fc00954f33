import { resumeReaders } from '../../operations/readers/pause-readers.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsResumeCommand: CommandDescription = {
  name: 'projections resume',
  parameters: '<projection>',
  summary: 'Let a projection go on that was paused, or has stopped by itself',
  notes: ['All its generations, or the one that is named: account-balances@1.2.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const name = given.only('projection');
    const { store } = await application.open();
    const told = await resumeReaders(store.subscriptions, name, 'projection');
    if (given.has('json')) output.json(told);
    else output.line(`Resumed: ${told.readers.join(', ')}`);
    return 0;
  },
};
