import type { SagaStatus } from '@daybook/event-store';
import { listedSagas, needsCare } from '../../operations/sagas/listed-sagas.js';
import type { CommandArguments } from '../command-arguments.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { instancesInWords, sagaInWords } from '../saga-in-words.js';

const statuses: readonly SagaStatus[] = ['running', 'compensating', 'completed', 'compensated', 'ended'];

export const sagasListCommand: CommandDescription = {
  name: 'sagas list',
  summary: 'List the sagas and their instances, with how they are',
  notes: [
    'Exit code 1 says that somebody has to look: an instance of the sagas meant is stuck, events of them are parked, or one',
    'does not read the log.',
  ],
  options: {
    saga: { value: '<name>', text: 'only this one. Default: all' },
    status: { value: '<status>', text: `only those that are ${statuses.join(', ')}` },
    stuck: { text: 'only those that cannot go on until somebody helps them' },
    after: { value: '<key>', text: 'go on behind this key; with --saga' },
    limit: { value: '<n>', text: 'list at most so many instances. Default: 100' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const [unexpected] = given.positionals;
    if (unexpected !== undefined)
      throw given.invalid(`${JSON.stringify(unexpected)} means nothing here: --saga names one`);
    const saga = given.text('saga');
    const options = { saga, stuck: given.has('stuck'), status: statusIn(given), limit: given.count('limit') };
    const listed = await listedSagas(await application.open(), { ...options, after: afterIn(given, saga) });
    if (given.has('json')) output.json(listed);
    else {
      if (listed.sagas.length === 0) output.line('The application has no sagas.');
      for (const line of listed.sagas.flatMap(sagaInWords)) output.line(line);
      if (listed.instances.length > 0)
        for (const line of ['', ...instancesInWords(listed.instances)]) output.line(line);
      const { length: shown } = listed.instances;
      if (shown < listed.matching) output.line(`… ${shown} of ${listed.matching} are shown: --limit, --after`);
    }
    return listed.sagas.some(needsCare) ? 1 : 0;
  },
};

function statusIn(given: CommandArguments): SagaStatus | undefined {
  const text = given.text('status');
  const status = statuses.find((one) => one === text);
  if (text !== undefined && status === undefined) {
    throw given.invalid(`--status is ${JSON.stringify(text)}, none of ${statuses.join(', ')}`);
  }
  return status;
}

function afterIn(given: CommandArguments, saga: string | undefined): { saga: string; key: string } | undefined {
  const key = given.text('after');
  if (key === undefined) return undefined;
  if (saga === undefined) throw given.invalid('--after is a key, and --saga does not say of which saga');
  return { saga, key };
}
