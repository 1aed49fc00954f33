import { listParked, type ParkedOfReader } from '../../operations/parked/list-parked.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';

export const parkedListCommand: CommandDescription = {
  name: 'parked list',
  parameters: '[<projection|reaction>]',
  summary: 'List the events that could not be applied, and those that wait behind them',
  notes: ['Exit code 1 says that there are some, 0 that there are none.'],
  options: {
    key: { value: '<key>', text: 'only those of this key' },
    limit: { value: '<n>', text: 'at most so many of each reader. Default: 100' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const name = given.atMostOne('name');
    const options = { name, key: given.text('key'), limit: given.count('limit') };
    const { store } = await application.open();
    const found = await listParked(store.subscriptions, options);
    if (given.has('json')) output.json(found);
    else if (found.length === 0) output.line('Nothing is parked.');
    else for (const one of found) print(one, output);
    return found.length > 0 ? 1 : 0;
  },
};

function print({ reader, keys, events, parked }: ParkedOfReader, output: Output): void {
  output.line(`${reader}: ${events} events of ${keys} keys`);
  for (const { key, position, type, streamId, failure, attempts, parkedAt, retryRequestedAt } of parked) {
    const why = failure === undefined ? 'waits behind another' : `failed ${attempts} times: ${failure}`;
    const asked = retryRequestedAt === undefined ? '' : ', retry asked for';
    output.line(
      `  ${JSON.stringify(key)}  ${position}  ${type} of ${streamId}, since ${parkedAt.toISOString()}${asked}`,
    );
    output.line(`    ${why}`);
  }
  if (parked.length < events) output.line(`  … ${parked.length} of ${events} are shown: --limit, --key`);
}
