import { hasFailed, watchBuild } from '../../operations/projections/watch-build.js';
import { buildInWords } from '../build-in-words.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsProgressCommand: CommandDescription = {
  name: 'projections progress',
  parameters: '<projection>',
  summary: 'Say how far the latest generation has come that is or was built',
  notes: ['Exit code 1 says that it failed, was cancelled, or that its rows differ from the log.'],
  options: { watch: { text: 'again each second, until it is over' }, ...jsonOption },
  async run({ given, application, output, signal }) {
    const name = given.only('projection');
    const operations = (await application.open()).operations();
    const { generation } = await operations.progress(name);
    const onProgress = (progress: Parameters<typeof buildInWords>[0]): void => output.note(buildInWords(progress));
    const last = given.has('watch')
      ? await watchBuild(operations, name, generation, { signal, onProgress })
      : await operations.progress(name, generation);
    if (given.has('json')) output.json(last);
    else output.line(buildInWords(last));
    return hasFailed(last) ? 1 : 0;
  },
};
