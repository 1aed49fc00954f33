import { parseArgs } from 'node:util';

export type BenchName = 'append' | 'load' | 'growth';

/** What a run of the benchmarks was asked for. */
export interface BenchOptions {
  readonly name: BenchName;
  /** Whether one JSON object is printed as the last line. */
  readonly json: boolean;
  /** Whether the peers take part. */
  readonly peers: boolean;
  /** Whether the JSON is kept under `results/`. */
  readonly save: boolean;
  /** How long a round lasts. */
  readonly seconds: number;
  /** How many alternated rounds there are. */
  readonly rounds: number;
  /** How many callers append at once. */
  readonly concurrency: readonly number[];
  /** How many events the streams have that are loaded. */
  readonly sizes: readonly number[];
  /** How many events the two stores hold whose cost is compared. */
  readonly events: readonly [small: number, large: number];
  /** Where the server's data are; removed at the end. */
  readonly folder: string;
}

export const usage = `npm run bench -- append | load | growth [options]

  --peers              compare with the peers too; installs them on first use
  --json               print one JSON object as the last line
  --save               keep that object under test/bench/results/
  --seconds 1          length of a round
  --rounds 5           alternated rounds; a claim needs 5
  --concurrency 1,16,64,512    append: callers at once
  --sizes 10,100,1000,10000    load: events in the stream
  --events 50000,5000000       growth: events in the small and in the large store
  --folder .daybook/bench      the server's data; made anew, and removed at the end`;

const flag = { type: 'boolean', default: false } as const;

/** What was typed is not a run of a benchmark. */
export class BadCommandLine extends Error {}

/** @throws BadCommandLine */
export function parseBenchOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parsed(argv);
  const [name, ...more] = positionals;
  if ((name !== 'append' && name !== 'load' && name !== 'growth') || more.length > 0) {
    throw new BadCommandLine(`Name one benchmark: append, load or growth; not "${positionals.join(' ')}".`);
  }
  const events = whole('events', values.events);
  const [small, large] = events;
  if (small === undefined || large === undefined || events.length > 2)
    throw new BadCommandLine('--events takes two numbers.');
  const [rounds = 5] = whole('rounds', values.rounds);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new BadCommandLine(`--seconds is "${values.seconds}", not a positive number.`);
  return {
    ...{ name, json: values.json, peers: values.peers, save: values.save, seconds, rounds },
    concurrency: whole('concurrency', values.concurrency),
    sizes: whole('sizes', values.sizes),
    events: [small, large],
    folder: values.folder,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        peers: flag,
        json: flag,
        save: flag,
        seconds: { type: 'string', default: '1' },
        rounds: { type: 'string', default: '5' },
        concurrency: { type: 'string', default: '1,16,64,512' },
        sizes: { type: 'string', default: '10,100,1000,10000' },
        events: { type: 'string', default: '50000,5000000' },
        folder: { type: 'string', default: '.daybook/bench' },
      },
    });
  } catch (error) {
    throw new BadCommandLine(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string): readonly number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.every((number) => Number.isSafeInteger(number) && number > 0)) return numbers;
  throw new BadCommandLine(`--${option} is "${text}", not whole numbers from 1, separated by commas.`);
}
