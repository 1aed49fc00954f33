import type { ProofCommand, ProofProcessOptions, ProofWord } from '../proof-process-options.js';

// The main file of a process that does as it is told, and as its build says.
process.on('disconnect', () => process.exit());
const say = (word: ProofWord): void => void process.send?.(word);

process.once('message', ({ build, name, clockOffMs }: ProofProcessOptions) => {
  const life = Number(name.split('.').at(-1));
  if (build === 'begins in its third life' && life < 3) {
    console.error(`life ${life} has found no server`);
    process.exit(5);
  }
  process.on('message', ({ do: what }: ProofCommand) => {
    if (what === 'rest' && build === 'cannot rest') {
      console.error('a bug');
      process.exit(3);
    }
    if (what === 'rest') say({ word: 'quiet' });
    if (what === 'idle') say({ word: 'idle', reached: true, why: `${name}, ${clockOffMs} ms off` });
    if (what === 'rebuild' && build === 'rebuilds') say({ word: 'rebuilt' });
    else if (what === 'rebuild') say({ word: 'refused', why: 'there is nothing to rebuild' });
    if (what === 'leave') process.exit();
  });
  say({ word: 'ready' });
});
