import { type ParkedView, showParked } from '../../operations/parked/show-parked.js';
import type { CommandArguments } from '../command-arguments.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';

export const parkedShowCommand: CommandDescription = {
  name: 'parked show',
  parameters: '<projection|reaction> <position>',
  summary: 'Show a parked event: what its handler failed at, and what it holds',
  notes: [
    'Fields that are marked as personal are masked, and the metadata but for the command and the conversation. What a',
    'handler threw is shown as it is: keep personal data out of messages of errors.',
  ],
  options: { personal: { text: 'show personal data as it is' }, ...jsonOption },
  async run({ given, application, output }) {
    const { name, position } = referenceOf(given);
    const { store, codec } = await application.open();
    const view = await showParked(store, codec.registry, name, position, { personal: given.has('personal') });
    if (given.has('json')) output.json(view);
    else print(view, output);
    return 0;
  },
};

function referenceOf(given: CommandArguments): { readonly name: string; readonly position: number } {
  const [name, position, ...more] = given.positionals;
  if (name === undefined || position === undefined) throw given.invalid('say of whom, and the position of the event');
  if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one too many`);
  if (!/^[1-9]\d{0,15}$/.test(position)) {
    throw given.invalid(`the position is ${JSON.stringify(position)}, not a whole number from 1`);
  }
  return { name, position: Number(position) };
}

function print({ waiting, content }: ParkedView, output: Output): void {
  const [first] = waiting;
  if (first !== undefined) output.line(`${first.type} at position ${first.position} of ${first.streamId}`);
  for (const { subscription, key, parkedAt, failure, attempts } of waiting) {
    output.line(`  ${subscription}, key ${JSON.stringify(key)}, since ${parkedAt.toISOString()}`);
    output.line(
      `    ${failure === undefined ? 'waits behind another of its key' : `failed ${attempts} times: ${failure}`}`,
    );
  }
  if ('hidden' in content) return output.line(`What it holds is not shown: ${content.hidden}`);
  output.line(`  ${JSON.stringify(content.data)}${content.masked ? '  (personal data masked: --personal)' : ''}`);
  if (Object.keys(content.metadata).length > 0) output.line(`  metadata ${JSON.stringify(content.metadata)}`);
}
