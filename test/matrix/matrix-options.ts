import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';

/** The major versions of PostgreSQL; each has a folder in `servers/`. */
export const majors = [14, 15, 16, 17, 18] as const;
export type Major = (typeof majors)[number];

/** How Daybook meets the server: straight, behind pgbouncer in transaction mode, with two standbys of which one takes over. */
export const ways = ['alone', 'pooler', 'replicas'] as const;
export type Way = (typeof ways)[number];

/** What a run of the matrix was asked for. */
export interface MatrixOptions {
  readonly versions: readonly Major[];
  readonly ways: readonly Way[];
  /** Whether of the specs that are met alone only the suites of the stores are run. */
  readonly contractOnly: boolean;
  /** How long the load of a proof lasts; 0 for no proof. */
  readonly seconds: number;
  /** Of the proofs. */
  readonly seed: number;
  /** How many spec files run at once. */
  readonly workers: number;
}

export const usage = `npm run matrix -- [${majors.join(' ')}] [options]

  --alone          only straight to the server
  --pooler         only behind pgbouncer in transaction mode
  --replicas       only with a synchronous and an asynchronous standby, and fail-overs
  --contract       of the specs only the suites that every store is held to, and the proof
  --seconds 15     how long the load of each proof lasts; 0 for no proof
  --seed N         of the proofs; another one each time unless given
  --workers 1      spec files that run at once`;

/** What was typed is not a run of the matrix. */
export class BadCommandLine extends Error {}

/** @throws BadCommandLine */
export function parseMatrixOptions(argv: readonly string[]): MatrixOptions {
  const { values, positionals } = parsed(argv);
  const unknown = positionals.filter((word) => !majors.some((major) => String(major) === word));
  if (unknown.length > 0) throw new BadCommandLine(`There is no PostgreSQL ${unknown.join(', ')} here.`);
  const chosen = majors.filter((major) => positionals.includes(String(major)));
  const narrowed = ways.filter((way) => values[way]);
  return {
    versions: chosen.length === 0 ? majors : chosen,
    ways: narrowed.length === 0 ? ways : narrowed,
    contractOnly: values.contract,
    seconds: whole('seconds', values.seconds, 0),
    seed: values.seed === undefined ? randomInt(1, 1_000_000) : whole('seed', values.seed, 0),
    workers: whole('workers', values.workers, 1),
  };
}

const flag = { type: 'boolean', default: false } as const;

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        alone: flag,
        contract: flag,
        pooler: flag,
        replicas: flag,
        seconds: { type: 'string', default: '15' },
        seed: { type: 'string' },
        workers: { type: 'string', default: '1' },
      },
    });
  } catch (error) {
    throw new BadCommandLine((error as Error).message);
  }
}

function whole(option: string, text: string, least: number): number {
  const number = Number(text);
  if (text !== '' && Number.isSafeInteger(number) && number >= least) return number;
  throw new BadCommandLine(`--${option} is "${text}", not a whole number from ${least}.`);
}
