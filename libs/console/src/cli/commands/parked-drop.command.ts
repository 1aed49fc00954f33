import { userInfo } from 'node:os';
import { dropParked } from '../../operations/parked/settle-parked.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const parkedDropCommand: CommandDescription = {
  name: 'parked drop',
  parameters: '<projection|reaction>',
  summary: 'Give parked events up: they are never applied, which stays on record',
  notes: ['Those behind them stay parked until they are retried. Exit code 1 says that nothing is parked there.'],
  options: {
    key: { value: '<key>', text: 'those of this key' },
    position: { value: '<n>', text: 'the one at this position' },
    reason: { value: '<text>', text: 'why, for the record' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const name = given.only('name');
    const selection = { key: given.text('key'), position: given.count('position') };
    if (selection.key === undefined && selection.position === undefined) {
      throw given.invalid('say which: --key or --position');
    }
    const reason = given.required('reason');
    const by = given.text('by') ?? userInfo().username;
    const { store } = await application.open();
    const done = await dropParked(store.subscriptions, name, selection, { reason, by });
    if (given.has('json')) output.json(done);
    else output.line(`${done.events} parked events are given up.`);
    return done.events > 0 ? 0 : 1;
  },
};
