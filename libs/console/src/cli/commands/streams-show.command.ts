import { copyInWords } from '../../operations/streams/show/shown-copy.js';
import { showStream } from '../../operations/streams/show/show-stream.js';
import type { StreamView } from '../../operations/streams/show/stream-view.js';
import type { CommandDescription } from '../command-description.js';
import type { Output } from '../output.js';
import { jsonOption } from '../command-option.js';

export const streamsShowCommand: CommandDescription = {
  name: 'streams show',
  parameters: '<stream>',
  summary: 'Show what has happened in a stream, and what it has made of the aggregate',
  notes: ['A date without a time of day is the end of that day, in UTC.'],
  options: {
    at: { value: '<version|time>', text: 'as it was then: after a version, or at a time. Default: now' },
    as: { value: '<occurred|recorded>', text: 'by when it happened, or by when it was recorded. Default: recorded' },
    from: { value: '<version>', text: 'the first event to show. Default: 1' },
    limit: { value: '<n>', text: 'at most so many events. Default: 100' },
    ...jsonOption,
  },
  async run({ given, application, output }) {
    const [streamId, ...more] = given.positionals;
    if (streamId === undefined) throw given.invalid('the stream is missing');
    if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one stream too many`);
    const options = { at: given.pointInTime(), from: given.count('from'), limit: given.count('limit') };
    const { store, aggregates } = await application.open();
    const view = await showStream(store, aggregates, streamId, options);
    if (given.has('json')) output.json(view);
    else print(view, output);
    return 0;
  },
};

function print({ streamId, version, position, events, nextFrom, state, copies }: StreamView, output: Output): void {
  output.line(`${streamId}: version ${version}, position ${position}`);
  for (const copy of copies) output.line(copyInWords(copy));
  for (const event of events) {
    const { type, schemaVersion, occurredAt, recordedAt, eventId, data, metadata } = event;
    output.line();
    output.line(`${event.version}  ${type}${schemaVersion === 1 ? '' : ` (schema version ${schemaVersion})`}`);
    output.line(`   happened ${occurredAt.toISOString()}, recorded ${recordedAt.toISOString()}`);
    output.line(`   position ${event.position}, id ${eventId}`);
    output.line(`   ${JSON.stringify(data)}`);
    if (Object.keys(metadata).length > 0) output.line(`   metadata ${JSON.stringify(metadata)}`);
  }
  output.line();
  if (nextFrom !== null) output.line(`There is more: --from ${nextFrom}`);
  if ('unknown' in state) return output.line(`The state is not known: ${state.unknown}`);
  output.line(`State of ${state.aggregate} at version ${state.version}:`);
  for (const line of JSON.stringify(state.state, undefined, 2).split('\n')) output.line(line);
}
