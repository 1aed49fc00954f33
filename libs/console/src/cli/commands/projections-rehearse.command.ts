import type { BuildProgress, Rehearsal } from '@daybook/nestjs';
import { watchRehearsal } from '../../operations/projections/watch-rehearsal.js';
import { buildInWords } from '../build-in-words.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import type { Output } from '../output.js';
import { rehearsalInWords } from '../rehearsal-in-words.js';

export const projectionsRehearseCommand: CommandDescription = {
  name: 'projections rehearse',
  parameters: '<projection>',
  summary: 'Make the rows anew for practice: compared with the log and with what is read, then dropped',
  notes: [
    'The running processes do the work; this begins it, and with --watch waits for the outcome (Ctrl-C ends the watching',
    'alone; `projections cancel` the rehearsal). Exit code 1 with --watch: a recovery would not give what is read today, it',
    'failed, or was cancelled. Of rows that differ the fields are named, never what stands in them.',
  ],
  options: {
    watch: { text: 'tell each second how far it is, until its outcome is known' },
    segments: { value: '<n>', text: 'divide the keys among so many segments meanwhile, 1 to 64' },
    rate: { value: '<n>', text: 'read no more than so many events in a second' },
    sample: { value: '<n>', text: 'compare only so many keys, chosen at random. Default: all' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const name = given.only('projection');
    const options = {
      segments: given.count('segments'),
      eventsPerSecond: given.count('rate'),
      sample: given.count('sample'),
    };
    const operations = (await application.open()).operations();
    const generation = await operations.rehearse(name, options);
    if (!given.has('watch')) {
      if (given.has('json')) output.json({ generation });
      else output.line(`The rehearsal has begun: \`projections status ${name}\` tells its outcome.`);
      return 0;
    }
    const onProgress = (progress: BuildProgress): void => output.note(buildInWords(progress));
    const rehearsal = await watchRehearsal(operations, generation, { signal, onProgress });
    if (given.has('json')) output.json(rehearsal ?? { generation });
    else if (rehearsal !== undefined) print(rehearsal, output);
    return rehearsal?.outcome === 'same' || rehearsal?.outcome === null ? 0 : 1;
  },
};

function print(rehearsal: Rehearsal, output: Output): void {
  for (const { from, table, key, kind, fields } of rehearsal.differences) {
    const row = key === null ? 'rows' : JSON.stringify(key);
    const where = fields.length === 0 ? '' : ` in ${fields.join(', ')}`;
    output.line(`${table} ${row}: ${kind}${where}, against ${from === 'log' ? 'the log' : 'what is read'}`);
  }
  output.line(rehearsalInWords(rehearsal));
}
