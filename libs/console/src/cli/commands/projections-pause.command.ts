import { pauseReaders } from '../../operations/readers/pause-readers.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsPauseCommand: CommandDescription = {
  name: 'projections pause',
  parameters: '<projection>',
  summary: 'Let a projection stand still until it is resumed',
  notes: [
    'All its generations, or the one that is named: account-balances@1.2. Running processes finish the batch under way and',
    'obey within a heartbeat, whose default is a second.',
  ],
  options: { reason: { value: '<text>', text: 'why, for whoever finds it so' }, ...jsonOption },
  async run({ given, application, output }) {
    const name = given.only('projection');
    const reason = given.required('reason');
    const { store } = await application.open();
    const told = await pauseReaders(store.subscriptions, name, reason, 'projection');
    if (given.has('json')) output.json(told);
    else output.line(`Paused: ${told.readers.join(', ')}`);
    return 0;
  },
};
