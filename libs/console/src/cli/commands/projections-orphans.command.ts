import type { Orphan } from '@daybook/nestjs';
import { columns } from '../columns.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsOrphansCommand: CommandDescription = {
  name: 'projections orphans',
  summary: 'List what is on record and no release runs any more: versions of projections, and other readers of the log',
  notes: [
    'What this release declares, and what a living process of another one runs, is none. Exit code 1 while there are some:',
    '`projections retire` gives them up.',
  ],
  options: jsonOption,
  async run({ given, application, output }) {
    const orphans = await (await application.open()).orphans().list();
    if (given.has('json')) output.json(orphans);
    else if (orphans.length === 0) output.line('There are no orphans.');
    else for (const line of columns([heading, ...orphans.map(rowOf)])) output.line(line);
    return orphans.length === 0 ? 0 : 1;
  },
};

const heading = ['name', 'what', 'last run', 'position', 'parked', 'tables'];

function rowOf({ name, kind, rows, position, parkedEvents, lastRunAt }: Orphan): readonly string[] {
  const what =
    rows === null ? kind : `${rows.state}${rows.isShown ? ', shown' : ''}${rows.isInline ? ', by appends' : ''}`;
  const lastRun = lastRunAt === null ? 'never' : lastRunAt.toISOString();
  return [name, what, lastRun, position === null ? '' : `${position}`, `${parkedEvents}`, rows?.schema ?? ''];
}
