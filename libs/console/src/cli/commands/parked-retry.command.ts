import { retryParked } from '../../operations/parked/settle-parked.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const parkedRetryCommand: CommandDescription = {
  name: 'parked retry',
  parameters: '<projection|reaction>',
  summary: 'Ask for parked events to be tried again, key by key in order',
  notes: [
    'With an event all others of its key are tried. The running processes do it within a heartbeat, with the code that they',
    'have; what fails again stays parked. Exit code 1 says that nothing is parked there.',
  ],
  options: {
    key: { value: '<key>', text: 'only those of this key. Default: all' },
    position: { value: '<n>', text: 'only the key of the event at this position' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const name = given.only('name');
    const selection = { key: given.text('key'), position: given.count('position') };
    const { store } = await application.open();
    const done = await retryParked(store.subscriptions, name, selection);
    if (given.has('json')) output.json(done);
    else output.line(`${done.events} parked events are tried again: \`parked list\` says what is left.`);
    return done.events > 0 ? 0 : 1;
  },
};
