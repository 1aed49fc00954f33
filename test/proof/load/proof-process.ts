import 'reflect-metadata';
import { once } from 'node:events';
import { turnClock } from '../../faults/load/turned-clock.js';
import { HistoryFile } from '../history/history-file.js';
import type { ProofCommand, ProofProcessOptions, ProofWord } from '../world/proof-process-options.js';
import { wrongBuildOf } from '../wrong-builds/wrong-builds.js';
import { buildWrong } from './built-wrong.js';
import { RunningProof } from './running-proof.js';

// The main file of a process of the application under proof: it is told what it is, then what to do.
process.on('disconnect', () => process.exit());
const [options] = (await once(process, 'message')) as [ProofProcessOptions];
const say = (word: ProofWord): void => void process.send?.(word);

const history = HistoryFile.open(options.folder, options.name);
function endByBug(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  history.write({ word: 'bug', error: text });
  process.stderr.write(`${text}\n`, () => process.exit(70));
}
process.on('uncaughtException', endByBug);
process.on('unhandledRejection', endByBug);

history.write({ word: 'process', phase: 'started' });
turnClock(options.clockOffMs);
const build = wrongBuildOf(options.build);
if (build !== undefined) buildWrong(build);

const running = await RunningProof.begin(options, history, build).catch((error: unknown) => {
  // Whoever cannot begin is begun again by his supervisor: the server may be away.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`, () => process.exit(1));
  return new Promise<never>(() => undefined);
});

async function obey(command: ProofCommand): Promise<ProofWord | undefined> {
  switch (command.do) {
    case 'rest':
      await running.rest();
      return { word: 'quiet' };
    case 'idle':
      return running.idle(command.timeoutMs);
    case 'rebuild':
      return running.rebuild();
    case 'leave':
      await running.leave();
      history.write({ word: 'process', phase: 'left' });
      process.exit();
  }
}

process.on('message', (command: ProofCommand) => {
  obey(command).then((word) => {
    if (word !== undefined) say(word);
  }, endByBug);
});
history.write({ word: 'process', phase: 'ready' });
say({ word: 'ready' });
