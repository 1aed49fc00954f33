import { parseArgs } from 'node:util';

export const benchNames = [
  'append',
  'load',
  'growth',
  'commands',
  'catch-up',
  'evolution',
  'projection',
  'freshness',
  'rebuild',
  'sagas',
] as const;
export type BenchName = (typeof benchNames)[number];

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
  /** How many events the streams have that are loaded from a snapshot. */
  readonly long: number;
  /** How many events the store holds; of growth, the two stores whose cost is compared. */
  readonly events: readonly number[];
  /** How many events are read and applied at once. */
  readonly batch: number;
  /** In how many processes a read model is rebuilt. */
  readonly processes: readonly number[];
  /** How many events are appended, or orders submitted, in a second. */
  readonly rate: number;
  /** How many aggregates the commands of a round are about. */
  readonly streams: number;
  /** How many orders are fulfilled in a round. */
  readonly fulfilments: number;
  /** Where the server's data are; removed at the end. */
  readonly folder: string;
}

export const usage = `npm run bench -- ${benchNames.join(' | ')} [options]

  --peers              compare with the peers too; installs them on first use
  --json               print one JSON object as the last line
  --save               keep that object under test/bench/results/
  --seconds 1          length of a round
  --rounds 5           alternated rounds; a claim needs 5
  --concurrency 1,16,64,512    append: callers at once
  --sizes 10,100,1000,10000    load: events in the stream
  --long 100000        load: events in the streams with a snapshot every 100 events
  --events 50000,5000000       growth: events in the small and in the large store
  --streams 2000       commands: aggregates in a round
  --events 1000000     catch-up, evolution, projection, rebuild: events in the store
  --batch 500          catch-up, evolution, projection: events that are read and applied at once
  --processes 1,2      rebuild: processes that share the work
  --rate 1000          freshness: events appended in a second
  --rate 100           sagas: orders submitted in a second
  --fulfilments 5000   sagas: orders that are fulfilled in a round
  --folder .daybook/bench      the server's data; made anew, and removed at the end`;

const leastEvents = 6_400;

const flag = { type: 'boolean', default: false } as const;

/** What was typed is not a run of a benchmark. */
export class BadCommandLine extends Error {}

/** @throws BadCommandLine */
export function parseBenchOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parsed(argv);
  const [name, ...more] = positionals;
  if (!isBenchName(name) || more.length > 0) {
    throw new BadCommandLine(`Name one benchmark: ${benchNames.join(', ')}; not "${positionals.join(' ')}".`);
  }
  const events = eventsFor(name, values.events);
  const [batch = 500] = whole('batch', values.batch);
  const [long = 100_000] = whole('long', values.long);
  if (long < 200) throw new BadCommandLine(`--long starts at 200: two snapshots; not ${long}.`);
  const [rate = 1_000] = whole('rate', values.rate ?? (name === 'sagas' ? '100' : '1000'));
  const [fulfilments = 5_000] = whole('fulfilments', values.fulfilments);
  const [streams = 2_000] = whole('streams', values.streams);
  const [rounds = 5] = whole('rounds', values.rounds);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new BadCommandLine(`--seconds is "${values.seconds}", not a positive number.`);
  return {
    ...{ name, json: values.json, peers: values.peers, save: values.save, seconds, rounds, streams, batch, rate },
    fulfilments,
    processes: whole('processes', values.processes),
    concurrency: whole('concurrency', values.concurrency),
    sizes: whole('sizes', values.sizes),
    long,
    events,
    folder: values.folder,
  };
}

function eventsFor(name: BenchName, text: string | undefined): readonly number[] {
  const isGrowth = name === 'growth';
  const events = whole('events', text ?? (isGrowth ? '50000,5000000' : '1000000'));
  if (events.length !== (isGrowth ? 2 : 1)) {
    throw new BadCommandLine(`--events takes ${isGrowth ? 'two numbers' : 'one number'} for ${name}.`);
  }
  const [least = 0] = events;
  if (least >= leastEvents) return events;
  throw new BadCommandLine(
    `--events starts at ${leastEvents}: 64 callers, each with a stream of 100 events; not ${least}.`,
  );
}

function isBenchName(name: string | undefined): name is BenchName {
  return benchNames.some((known) => known === name);
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
        long: { type: 'string', default: '100000' },
        events: { type: 'string' },
        batch: { type: 'string', default: '500' },
        processes: { type: 'string', default: '1,2' },
        rate: { type: 'string' },
        fulfilments: { type: 'string', default: '5000' },
        streams: { type: 'string', default: '2000' },
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
