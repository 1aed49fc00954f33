import { exportStreams, type ExportSummary } from '../../operations/streams/export/export-streams.js';
import { Masking } from '../../operations/streams/export/masking.js';
import type { StreamSelection } from '../../operations/streams/export/selected-events.js';
import { writeWholeFile } from '../../operations/streams/export/write-whole-file.js';
import type { CommandArguments } from '../command-arguments.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const streamsExportCommand: CommandDescription = {
  name: 'streams export',
  parameters: '[<stream> …]',
  summary: 'Write the exact events of streams into a file, from which they can be imported elsewhere',
  notes: [
    'Each stream is whole up to one position of the log. Ids of streams and of events are not masked, so that they can be',
    'compared; keep names and addresses out of them.',
  ],
  options: {
    category: { value: '<category>', repeated: true, text: 'all streams of it, in place of named ones' },
    out: { value: '<file.jsonl>', text: 'where to; a new file. Default: the output' },
    'to-position': { value: '<n>', text: 'leave out what is recorded behind this position. Default: the head' },
    'mask-personal': { text: 'mask what is marked as personal, and the metadata' },
    mask: { value: '<type.field>', repeated: true, text: 'mask this field, too: account.opened.ownerId' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const select = selectionOf(given);
    const out = given.text('out');
    const toPosition = given.count('to-position');
    const { store, codec, location } = await application.open();
    const fields = given.texts('mask');
    const masking = new Masking(codec.registry, { personal: given.has('mask-personal'), fields });
    const options = { select, masking, signal, schema: location.schema, toPosition };
    if (out === undefined) {
      const summary = await exportStreams(store, options, (line) => output.text(line));
      output.note(given.has('json') ? JSON.stringify(summary) : sentenceOf(summary, 'the output'));
    } else {
      const file = given.file(out);
      const summary = await writeWholeFile(file, (write) => exportStreams(store, options, write));
      if (given.has('json')) output.json({ file, ...summary });
      else output.line(sentenceOf(summary, file));
    }
    return 0;
  },
};

function selectionOf(given: CommandArguments): StreamSelection {
  const streamIds = given.positionals;
  const categories = given.texts('category');
  if (streamIds.length === 0 && categories.length === 0) throw given.invalid('say which streams, or which --category');
  if (streamIds.length > 0 && categories.length > 0) throw given.invalid('say either streams or a --category');
  return categories.length > 0 ? { categories } : { streamIds };
}

function sentenceOf({ events, streams, upTo, masked }: ExportSummary, place: string): string {
  const personal = masked === null ? 'Nothing is masked.' : 'The events are masked.';
  return `${events} events of ${streams} streams, up to position ${upTo}, are in ${place}. ${personal}`;
}
