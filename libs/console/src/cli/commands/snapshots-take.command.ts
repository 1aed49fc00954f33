import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const snapshotsTakeCommand: CommandDescription = {
  name: 'snapshots take',
  parameters: '<stream> …',
  summary: 'Fold streams from their first events and keep what came of it, whatever the policy says',
  notes: ['The aggregate must have a policy for snapshots. What is there of the same version is replaced.'],
  options: jsonOption,
  async run({ given, application, output, signal }) {
    if (given.positionals.length === 0) throw given.invalid('the stream is missing');
    const { snapshots } = await application.open();
    const taken: { readonly streamId: string; readonly version: number }[] = [];
    for (const streamId of given.positionals) {
      signal.throwIfAborted();
      taken.push(await snapshots.take(streamId));
    }
    if (given.has('json')) output.json(taken);
    else for (const { streamId, version } of taken) output.line(`Taken of ${streamId} at version ${version}.`);
    return 0;
  },
};
