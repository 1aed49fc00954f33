import type { SnapshotVerification } from '@daybook/nestjs';
import { isWrong, verifySnapshots } from '../../operations/snapshots/verify-snapshots.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';

export const snapshotsVerifyCommand: CommandDescription = {
  name: 'snapshots verify',
  parameters: '[<stream> …]',
  summary: 'Fold streams from their first events and compare: each snapshot, and what loading answers',
  notes: [
    'Exit code 1 says that a snapshot is not what its events come to; drop it, or take it anew. Of a difference the fields',
    'are named. Snapshots of other releases are not used here, and not compared.',
  ],
  options: {
    category: { value: '<category>', text: 'only those of its streams. Default: all that have snapshots' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const category = given.text('category');
    const streamIds = given.positionals.length === 0 ? undefined : given.positionals;
    if (streamIds !== undefined && category !== undefined) throw given.invalid('say either streams or a --category');
    const { snapshots } = await application.open();
    const found: SnapshotVerification[] = [];
    let streams = 0;
    let compared = 0;
    for await (const one of verifySnapshots(snapshots, { streamIds, category, signal })) {
      streams++;
      compared += one.snapshots.filter(({ verdict }) => verdict !== 'other-fingerprint').length;
      if (!isWrong(one)) continue;
      found.push(one);
      if (!given.has('json')) print(one, output);
    }
    if (given.has('json')) output.json({ streams, snapshots: compared, wrong: found });
    else output.line(`${streams} streams, ${compared} snapshots: ${found.length} streams have one that is wrong.`);
    return found.length > 0 ? 1 : 0;
  },
};

function print({ streamId, snapshots, loadsRight }: SnapshotVerification, output: Output): void {
  for (const { version, verdict, fields } of snapshots) {
    if (verdict === 'right' || verdict === 'other-fingerprint') continue;
    output.line(`${streamId} at version ${version}: ${verdict}${fields.length > 0 ? ` in ${fields.join(', ')}` : ''}`);
  }
  if (!loadsRight) output.line(`${streamId}: loading does not answer what its events come to`);
}
