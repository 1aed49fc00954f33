import { userInfo } from 'node:os';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const sagasPauseCommand: CommandDescription = {
  name: 'sagas pause',
  parameters: '<saga>',
  summary: 'Let a saga stand still until it is resumed: no events, no commands, no deadlines',
  notes: [
    'It outlives restarts. Running processes obey within a heartbeat, whose default is a second; a command that is being sent',
    'comes to its end. Exit code 1 says that no process has run it yet, so that there is nothing to stand still.',
  ],
  options: {
    reason: { value: '<text>', text: 'why, for whoever finds it so' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const saga = given.only('saga');
    const reason = given.required('reason');
    const by = given.text('by') ?? userInfo().username;
    const told = await (await application.open()).sagas.pause(saga, { reason, by });
    if (given.has('json')) output.json(told);
    else output.line(told.isOnRecord ? `Paused: ${saga}` : `No process has run ${saga} yet.`);
    return told.isOnRecord ? 0 : 1;
  },
};
