import { type OperatedReaction, operatedReactions } from '../../operations/reactions/operated-reactions.js';
import { columns } from '../columns.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const reactionsListCommand: CommandDescription = {
  name: 'reactions list',
  summary: 'List the reactions, with how they are',
  notes: ['Those of other releases that are on record are listed, too. Exit code 0, however they are.'],
  options: jsonOption,
  async run({ given, application, output }) {
    const { statuses, reactions } = await application.open();
    const found = operatedReactions(await statuses.all(), reactions);
    if (given.has('json')) output.json(found);
    else if (found.length === 0) output.line('The application has no reactions.');
    else for (const line of columns([heading, ...found.map(rowOf)])) output.line(line);
    return 0;
  },
};

const heading = ['reaction', 'state', 'position', 'before it', 'parked'];

function rowOf({ name, reader }: OperatedReaction): readonly string[] {
  if (reader === null) return [name, 'new', '', '', ''];
  return [name, reader.state, ...[reader.position, reader.lagEvents, reader.parkedEvents].map(String)];
}
