import { hasFailed, watchBuild } from '../../operations/projections/watch-build.js';
import { buildInWords } from '../build-in-words.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const projectionsRebuildCommand: CommandDescription = {
  name: 'projections rebuild',
  parameters: '<projection>',
  summary: 'Build the rows anew from the log, beside those that are read, and switch to them',
  notes: [
    'The running processes do the work; this begins it, and with --watch tells how far it is until it is over (Ctrl-C ends',
    'the watching alone). Exit code 1 with --watch: it failed, was cancelled, or its rows differ from the log.',
  ],
  options: {
    watch: { text: 'tell each second how far it is, until it is over' },
    segments: { value: '<n>', text: 'divide the keys among so many segments meanwhile, 1 to 64' },
    rate: { value: '<n>', text: 'read no more than so many events in a second' },
    'by-operator': { text: 'do not switch by itself: `projections switch` does' },
    ...jsonOption,
  },
  async run({ given, application, output, signal }) {
    const name = given.only('projection');
    const [segments, eventsPerSecond] = [given.count('segments'), given.count('rate')];
    const by = given.has('by-operator') ? 'by-operator' : 'automatic';
    const operations = (await application.open()).operations();
    const generation = await operations.rebuild(name, { segments, eventsPerSecond, switch: by });
    const said = `${generation.name}@${generation.version}.${generation.generation}`;
    if (!given.has('watch')) {
      if (given.has('json')) output.json({ generation });
      else output.line(`${said} is being built: \`projections progress ${name} --watch\` tells how far it is.`);
      return 0;
    }
    const onProgress = (progress: Parameters<typeof buildInWords>[0]): void => output.note(buildInWords(progress));
    const last = await watchBuild(operations, name, generation, { signal, onProgress });
    if (given.has('json')) output.json(last);
    else output.line(buildInWords(last));
    return hasFailed(last) ? 1 : 0;
  },
};
