import type { AppendWay } from '../history/entry.js';
import type { SeededRandom } from '../world/seeded-random.js';
import { accountIds } from './proof-accounts.js';
import { type PlannedAsk, plannedAsk } from './sagas/planned-ask.js';

/** What is to be known of a stream: `exact` is the version that it has, as far as is known; `stale` one that it had. */
export type PlannedVersion = 'exact' | 'stale' | 'any' | 'noStream' | 'streamExists';

/** One stream's share of an append. */
export interface PlannedShare {
  readonly stream: string;
  readonly expected: PlannedVersion;
  /** How many values. */
  readonly count: number;
}

export interface PlannedAppend {
  readonly kind: 'append';
  readonly way: AppendWay;
  readonly shares: readonly PlannedShare[];
  /** How long it waits after each of them, in milliseconds; alone and together: 0. */
  readonly pausesMs: readonly number[];
  /** Whether the streams are looked at before. */
  readonly looks: boolean;
}

export interface PlannedTransfer {
  readonly kind: 'transfer';
  readonly from: string;
  readonly to: string;
  readonly coins: number;
}

export type PlannedRequest = (PlannedAppend | PlannedTransfer | PlannedAsk) & {
  /** For how long the caller rests before, in milliseconds. */
  readonly afterMs: number;
};

/** What a caller does: it moves coins, appends values, keeps transactions open, or asks for what sagas see to. */
export type CallerKind = 'moves' | 'appends' | 'holds' | 'asks';

const cells = 40;
const mostCoins = 400;
const longestHoldMs = 150;

/**
 * What a caller asks for, one request after the other, without end. It follows from the seed alone, and never from what was
 * answered: the same seed, the same requests.
 */
export class RequestPlan {
  #fresh = 0;

  /**
   * @param caller of the process: those of the same number in other processes want to create the same streams
   */
  constructor(
    private readonly random: SeededRandom,
    private readonly caller: number,
    private readonly kind: CallerKind,
  ) {}

  next(): PlannedRequest {
    // What sagas see to is much more than what was asked for.
    const [least, most] = this.kind === 'asks' ? [150, 500] : [20, 120];
    const afterMs = this.random.between(least, most);
    return { ...this.#request(), afterMs };
  }

  #request(): PlannedAppend | PlannedTransfer | PlannedAsk {
    if (this.kind === 'asks') return plannedAsk(this.random);
    if (this.kind === 'moves') return this.#transfer();
    if (this.kind === 'holds') return this.#held();
    return this.random.chance(0.7) ? this.#alone() : this.#together();
  }

  #transfer(): PlannedTransfer {
    const [from = '', to = ''] = this.random.shuffled(accountIds);
    return { kind: 'transfer', from, to, coins: this.random.between(1, mostCoins) };
  }

  #alone(): PlannedAppend {
    const looks = this.random.chance(0.7);
    return { kind: 'append', way: 'alone', shares: this.#shares(1), pausesMs: [0], looks };
  }

  #together(): PlannedAppend {
    const shares = this.#shares(this.random.between(2, 3));
    return { kind: 'append', way: 'together', shares, pausesMs: shares.map(() => 0), looks: true };
  }

  #held(): PlannedAppend {
    const { random } = this;
    const way = random.pick(['held', 'held', 'savepoint', 'rolled-back'] as const);
    const shares = this.#shares(random.between(1, 3));
    return { kind: 'append', way, shares, pausesMs: shares.map(() => random.between(0, longestHoldMs)), looks: true };
  }

  #shares(streams: number): readonly PlannedShare[] {
    const { random } = this;
    // In the order of their names, as somebody does who has thought of deadlocks; now and then not.
    const chosen = random.shuffled(Array.from({ length: cells }, (_, n) => n)).slice(0, streams);
    const ordered = random.chance(0.95) ? chosen.sort((a, b) => a - b) : chosen;
    return ordered.map((cell) => this.#share(`cell-${cell}`));
  }

  #share(stream: string): PlannedShare {
    const { random } = this;
    const count = random.pick([1, 1, 1, 2, 3]);
    const drawn = random.below(100);
    if (drawn < 45) return { stream, expected: 'any', count };
    if (drawn < 75) return { stream, expected: 'exact', count };
    if (drawn < 85) return { stream, expected: 'streamExists', count };
    if (drawn < 90) return { stream, expected: 'stale', count };
    // The cells are there soon. A new one is what two may want to create at the same time.
    const fresh = random.chance(0.8) ? `cell-${(this.caller + 1) * 100_000 + ++this.#fresh}` : stream;
    return { stream: fresh, expected: 'noStream', count };
  }
}
