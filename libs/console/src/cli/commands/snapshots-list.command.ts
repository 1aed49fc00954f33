import type { ListedSnapshot } from '@daybook/nestjs';
import { snapshotsOnRecord } from '../../operations/snapshots/snapshots-on-record.js';
import { columns } from '../columns.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

const defaultLimit = 100;

export const snapshotsListCommand: CommandDescription = {
  name: 'snapshots list',
  parameters: '[<stream>]',
  summary: 'List the snapshots that are kept, and which of them this release goes on with',
  options: {
    category: { value: '<category>', text: 'only those of its streams' },
    limit: { value: '<n>', text: `of so many streams at most. Default: ${defaultLimit}` },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const streamId = given.atMostOne('stream');
    const category = given.text('category');
    const limit = given.count('limit') ?? defaultLimit;
    const { snapshots } = await application.open();
    const found: ListedSnapshot[] = [];
    let streams = 0;
    let more = false;
    for await (const ofStream of snapshotsOnRecord(snapshots, { streamId, category })) {
      more = ++streams > limit;
      if (more) break;
      found.push(...ofStream);
    }
    if (given.has('json')) output.json(found);
    else if (found.length === 0) output.line('There are no snapshots.');
    else for (const line of columns([titles, ...found.map(cells)])) output.line(line);
    if (more && !given.has('json')) output.line(`… of more streams than ${limit}: --limit, --category`);
    return 0;
  },
};

const titles = ['stream', 'version', 'taken', 'bytes', 'of'];

function cells({ streamId, version, takenAt, bytes, isCurrent }: ListedSnapshot): readonly string[] {
  const of = isCurrent === undefined ? 'no aggregate here' : isCurrent ? 'this release' : 'another release';
  return [streamId, String(version), takenAt.toISOString(), String(bytes), of];
}
