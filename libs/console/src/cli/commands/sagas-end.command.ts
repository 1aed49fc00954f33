import { userInfo } from 'node:os';
import type { SagaEnded } from '@daybook/nestjs/sagas';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { sagaNamed } from '../saga-named.js';

export const sagasEndCommand: CommandDescription = {
  name: 'sagas end',
  parameters: '<saga> <key>',
  summary: 'End an instance of a saga, on record with a reason: nothing of it is sent any more, and nothing is undone',
  notes: [
    'What it has done stays done: whoever ends it sees to the rest. A command that is being sent at this moment comes to its',
    'end, which stays on record. Exit code 1 says that it is over already.',
  ],
  options: {
    reason: { value: '<text>', text: 'why, for the record' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const address = sagaNamed(given);
    const reason = given.required('reason');
    const by = given.text('by') ?? userInfo().username;
    const ended = await (await application.open()).sagas.end(address, { reason, by });
    if (given.has('json')) output.json(ended);
    else for (const line of inWords(ended)) output.line(line);
    return 0;
  },
};

function inWords({ cancelled, done, underWay, deadlines, parkedEvents }: SagaEnded): readonly string[] {
  const steps = (numbers: readonly number[]): string => `step${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`;
  return [
    'It is ended.',
    ...(cancelled.length === 0 ? [] : [`Never sent: ${steps(cancelled)}`]),
    ...(done.length === 0 ? [] : [`Found to have been carried out: ${steps(done)}`]),
    ...(underWay.length === 0 ? [] : [`Being sent, and coming to its end: ${steps(underWay)}`]),
    ...(deadlines.length === 0 ? [] : [`Deadlines taken back: ${deadlines.join(', ')}`]),
    ...(parkedEvents === 0 ? [] : [`${parkedEvents} parked events are tried again, and find that it is over.`]),
  ];
}
