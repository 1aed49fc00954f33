import { importStreams } from '../../operations/streams/import/import-streams.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const streamsImportCommand: CommandDescription = {
  name: 'streams import',
  parameters: '<file.jsonl>',
  summary: 'Append the events of an export as they were: ids, versions, times, data and metadata',
  notes: [
    'The whole file is checked before anything is written. Begun again it goes on; repeated it changes nothing. What is',
    'imported can never be removed: import into a database of your own.',
  ],
  options: {
    'dry-run': { text: 'check the file against the store, and write nothing' },
    ...jsonOption,
  },
  needs: { validates: false },
  async run({ given, application, output, signal }) {
    const [file, ...more] = given.positionals;
    if (file === undefined) throw given.invalid('the file is missing');
    if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one file too many`);
    const { store, codec } = await application.open();
    const summary = await importStreams(store, codec, given.file(file), { dryRun: given.has('dry-run'), signal });
    if (given.has('json')) output.json(summary);
    else {
      const { streams, events, alreadyThere, appended, dryRun, masked } = summary;
      const kind = masked === null ? 'events' : 'masked events';
      output.line(`The file holds ${events} ${kind} of ${streams} streams.`);
      output.line(
        `${dryRun ? `${events - alreadyThere} would be appended` : `${appended} were appended`}; ` +
          `${alreadyThere} were there already.`,
      );
    }
    return 0;
  },
};
