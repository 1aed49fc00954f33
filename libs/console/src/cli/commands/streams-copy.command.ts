import { userInfo } from 'node:os';
import type { CopyResult } from '@daybook/event-store';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const streamsCopyCommand: CommandDescription = {
  name: 'streams copy',
  parameters: '<stream> <new stream>',
  summary:
    'Copy a stream through a transformation into a new one, which takes its place; the old one is kept and closed',
  notes: [
    'All of it is tried before anything is written. The old stream goes on until the copy is complete; one that was',
    'interrupted is gone on with by the same command. What is written can never be removed: begin with --dry-run.',
  ],
  options: {
    through: { value: '<transformation>', text: 'the name that its class has by @StreamTransformation' },
    reason: { value: '<text>', text: 'why, for the record' },
    by: { value: '<name>', text: 'on whose word. Default: the user of this process' },
    'dry-run': { text: 'try it, and write nothing' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const [source, target, ...more] = given.positionals;
    if (source === undefined) throw given.invalid('the stream is missing');
    if (target === undefined) throw given.invalid('the new stream is missing');
    if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one stream too many`);
    const options = {
      through: given.required('through'),
      reason: given.required('reason'),
      orderedBy: given.text('by') ?? userInfo().username,
      dryRun: given.has('dry-run'),
      signal,
    };
    const result = await (await application.open()).copying.copy(source, target, options);
    if (given.has('json')) output.json(result);
    else for (const line of inWords(result)) output.line(line);
    return 0;
  },
};

function inWords(result: CopyResult): readonly string[] {
  const { source, target, transformation, sourceVersion, targetVersion, dropped, alreadyThere, sealed, dryRun } =
    result;
  const there = alreadyThere === 0 ? '' : `, ${alreadyThere} of which were there already`;
  const gone = dropped === 0 ? '' : ` ${dropped} of its events make none of their own.`;
  if (dryRun) {
    const end = sealed ? 'be given a last event and closed' : 'be closed';
    return [
      `${source} at version ${sourceVersion} would become ${targetVersion} events in ${target}${there}, through ${transformation}.${gone}`,
      `${source} would ${end}. Nothing was written.`,
    ];
  }
  return [
    `${source} is closed at version ${sourceVersion}; it goes on in ${target} from version ${targetVersion}, through ${transformation}.${gone}`,
  ];
}
