import { type Invariant, invariants, type Word, words } from './invariant.js';
import type { Judgement } from './judging.js';

/** A violation as it is told of. */
export interface Violation {
  readonly invariant: Invariant;
  readonly word: Word;
  readonly text: string;
  /** Lines of the history and rows of the log: a dozen at most. */
  readonly excerpt: readonly string[];
}

/** What the checker says of a run. */
export interface Verdict {
  readonly seed: number | undefined;
  readonly calls: number;
  readonly faults: number;
  readonly unknown: number;
  /** How many violations there are, of which `found` has the first few of each word. */
  readonly violations: number;
  readonly words: Readonly<Partial<Record<Word, number>>>;
  readonly found: readonly Violation[];
  readonly invariants: readonly {
    readonly invariant: Invariant;
    readonly says: string;
    /** How much there was to look at; where that is 0 there is no acquittal. */
    readonly lookedAt: number;
    readonly violations: number;
  }[];
  /** What a run means something by. */
  readonly counters: Readonly<Record<string, number>>;
  /** What did not happen without which a run shows nothing. */
  readonly missing: readonly string[];
  /** 1: a violation; 2: void, because something is missing; 0: neither. */
  readonly exitCode: 0 | 1 | 2;
}

/** The counters that must not be zero. */
const needed = [
  ...['out-of-order commits', 'unknown outcomes', 'take-overs', 'redeliveries'],
  ...['saga commands sent again', 'compensations', 'deadlines fired'],
];

export function verdictOf(judgement: Judgement, found: readonly Violation[], seed: number | undefined): Verdict {
  const { counts, lookedAt, calls, unknownOutcomes: unknown, meaning } = judgement;
  const table = (Object.keys(invariants) as Invariant[]).map((invariant) => ({
    invariant,
    says: invariants[invariant],
    lookedAt: lookedAt.get(invariant) ?? 0,
    violations: sum([...counts].flatMap(([word, count]) => (words[word] === invariant ? [count] : []))),
  }));
  const counters = countersOf(judgement);
  const missing = [
    ...needed.filter((name) => counters[name] === 0),
    ...table.filter((row) => row.lookedAt === 0).map(({ invariant }) => `anything to look at for ${invariant}`),
  ];
  const violations = sum(counts.values());
  const exitCode = violations > 0 ? 1 : missing.length > 0 ? 2 : 0;
  return {
    ...{ seed, calls, unknown, violations, found, counters, missing, exitCode },
    faults: meaning.faults,
    words: inOrder(counts),
    invariants: table,
  };
}

/** In that of the invariants, whatever was found first. */
function inOrder(counts: ReadonlyMap<Word, number>): Verdict['words'] {
  const found = (Object.keys(words) as Word[]).filter((word) => counts.has(word));
  return Object.fromEntries(found.map((word) => [word, counts.get(word) ?? 0]));
}

function countersOf({
  outOfOrder,
  unknownOutcomes,
  redeliveries,
  compensations,
  deadlinesFired,
  meaning,
}: Judgement): Readonly<Record<string, number>> {
  const { takeOvers, sentAgain, sessions, polledPages, ofProcesses, ofFaults } = meaning;
  return {
    'out-of-order commits': outOfOrder,
    'unknown outcomes': unknownOutcomes,
    'take-overs': takeOvers,
    redeliveries,
    'saga commands sent again': sentAgain,
    compensations,
    'deadlines fired': deadlinesFired,
    sessions,
    'pages polled': polledPages,
    'processes started': ofProcesses.get('started') ?? 0,
    'processes killed': ofProcesses.get('killed') ?? 0,
    'processes stopped': ofProcesses.get('stopped') ?? 0,
    ...Object.fromEntries(
      [...ofFaults].flatMap(([name, { times, felt }]) => [
        [name, times],
        [`${name}, felt`, felt],
      ]),
    ),
  };
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
