import { expect, test } from '@jest/globals';
import { BadCommandLine, parseProofOptions } from './proof-options.js';

const known = { faults: ['kill-server', 'rebuild'], builds: ['read-on', 'no-fence'] };
const parse = (...argv: string[]) => parseProofOptions(argv, known, () => 7);

test('a proof takes a minute in three processes, with all faults, under a random seed', () => {
  expect(parse()).toEqual({
    seconds: 60,
    seed: 7,
    processes: 3,
    faults: ['kill-server', 'rebuild'],
    wrongBuilds: [],
    postgres: undefined,
    pooler: false,
    keep: false,
  });
});

test('everything can be said otherwise', () => {
  const given = ['--seconds', '20', '--seed', '42', '--processes', '5', '--faults', 'rebuild,kill-server'];
  expect(parse(...given, '--postgres', '/opt/14', '--pooler', '--keep')).toEqual({
    seconds: 20,
    seed: 42,
    processes: 5,
    faults: ['kill-server', 'rebuild'],
    wrongBuilds: [],
    postgres: '/opt/14',
    pooler: true,
    keep: true,
  });
  expect(parse('--faults', 'none')).toMatchObject({ faults: [] });
  expect(parse('--wrong-builds')).toMatchObject({ wrongBuilds: ['read-on', 'no-fence'], seconds: 15 });
  expect(parse('--wrong-builds', '--seconds', '30')).toMatchObject({ seconds: 30 });
  expect(parse('--builds', 'no-fence')).toMatchObject({ wrongBuilds: ['no-fence'], seconds: 15 });
  expect(parse('--help')).toBe('help');
});

test.each([
  [['--seconds', '0'], '--seconds is "0", not a whole number from 1 to 604800.'],
  [['--seconds', '1.5'], '--seconds is "1.5"'],
  [['--seed', '-1'], "'--seed"],
  [['--seed', 'x'], '--seed is "x"'],
  [['--seed', ''], '--seed is ""'],
  [['--processes', '17'], '--processes is "17", not a whole number from 1 to 16.'],
  [['--faults', 'rain,rebuild'], '--faults has "rain". There are: kill-server, rebuild.'],
  [['--faults', ''], '--faults has ""'],
  [['--builds', 'right'], '--builds has "right". There are: read-on, no-fence.'],
  [['--sekonds', '5'], "'--sekonds'"],
  [['60'], "'60'"],
])('%j is refused with what is wrong with it', (argv, message) => {
  expect(() => parse(...argv)).toThrow(BadCommandLine);
  expect(() => parse(...argv)).toThrow(message);
});
