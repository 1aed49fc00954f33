import type { SagasRetried } from '@daybook/nestjs/sagas';
import type { CommandArguments } from '../command-arguments.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';
import { stuckAtInWords } from '../saga-in-words.js';
import { keyInWords, sagaNamed } from '../saga-named.js';

export const sagasRetryCommand: CommandDescription = {
  name: 'sagas retry',
  parameters: '<saga> <key> | [<saga>] --all',
  summary: 'Have that tried again at which an instance is stuck, and the parked events of its key',
  notes: [
    'The running processes do it within a second, with the code that they have; what fails again is stuck again. A command',
    'that a rule refused is sent again, too. With --all a reader goes on that had stopped because too much was parked. Exit',
    'code 1 says that nothing is stuck or parked there.',
  ],
  options: { all: { text: 'all instances that are stuck: of the saga, or of all sagas' }, ...jsonOption },
  async run({ given, application, output }) {
    if (given.has('all')) {
      const saga = given.atMostOne('saga');
      const retried = await (await application.open()).sagas.retryAll(saga);
      return tellAll(retried, given, output);
    }
    const address = sagaNamed(given);
    const retried = await (await application.open()).sagas.retry(address);
    if (given.has('json')) output.json(retried);
    else {
      const { at, parkedEvents, saga, key } = retried;
      if (at !== undefined) output.line(`It is tried again at ${stuckAtInWords(at)}.`);
      if (parkedEvents > 0) output.line(`${parkedEvents} parked events are tried again.`);
      output.line(`What comes of it: sagas show ${saga} ${keyInWords(key)}`);
    }
    return 0;
  },
};

function tellAll(retried: SagasRetried, given: CommandArguments, output: Output): number {
  const { instances, parkedEvents, resumed } = retried;
  if (given.has('json')) output.json(retried);
  else {
    output.line(
      `${instances} instances and ${parkedEvents} parked events are tried again: \`sagas list\` says what is left.`,
    );
    for (const saga of resumed) output.line(`The reader of ${saga} goes on.`);
  }
  return instances + parkedEvents + resumed.length > 0 ? 0 : 1;
}
