import { millisecondsOf } from '@daybook/nestjs/sagas';
import type { CommandArguments } from '../command-arguments.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const sagasPruneCommand: CommandDescription = {
  name: 'sagas prune',
  parameters: '[<saga>]',
  summary: 'Forget instances of sagas that came to their end long ago, with all that they did',
  notes: [
    'Never one that is stuck, has anything open, or for which events are parked. Their keys are kept: what comes late for one is',
    'passed over. Can be broken off and repeated. Processes do the same by themselves with sagas.keepFinished.',
  ],
  options: {
    'older-than': { value: '<time>', text: 'those that have not changed for so long: 90d, 36h; an hour at least' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const saga = given.atMostOne('saga');
    const olderThanMs = ageIn(given);
    const pruned = await (await application.open()).sagas.prune(olderThanMs, saga);
    if (given.has('json')) output.json(pruned);
    else {
      for (const { saga: name, instances } of pruned.sagas) output.line(`${name}: ${instances} forgotten`);
      if (pruned.sagas.length === 0) output.line('The application has no sagas.');
    }
    return 0;
  },
};

function ageIn(given: CommandArguments): number {
  const text = given.required('older-than');
  try {
    return millisecondsOf(text);
  } catch {
    throw given.invalid(`--older-than is ${JSON.stringify(text)}, no time such as 90d or 36h`);
  }
}
