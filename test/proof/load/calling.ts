import { setTimeout as pause } from 'node:timers/promises';
import type { HistoryFile } from '../history/history-file.js';
import type { SeededRandom } from '../world/seeded-random.js';
import type { HoldingsReading } from './holdings-reading.js';
import { accountIds } from './proof-accounts.js';
import { type CallerKind, RequestPlan } from './request-plan.js';
import type { Requests } from './requests.js';
import { verdictOn } from './verdict.js';

const callers: readonly CallerKind[] = [
  ...(['moves', 'moves', 'moves'] as const),
  ...(['appends', 'appends', 'appends', 'appends'] as const),
  ...(['holds', 'holds'] as const),
  ...(['asks', 'asks'] as const),
];
const looksEachMs = 100;
/** After a call that came to nothing, so that a store that is away is not asked all the time. */
const afterFailureMs = 100;

/** How the callers of a process are begun. */
export interface CallingOptions {
  /** Of the process: calls are named after it. */
  readonly name: string;
  readonly random: SeededRandom;
  readonly requests: Requests;
  readonly holdings: HoldingsReading;
  readonly history: Pick<HistoryFile, 'write'>;
}

/** Those in a process who call: each makes one request after the other, and one looks at the holdings. */
export class Calling {
  #rests = false;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: CallingOptions) {}

  begin(): void {
    this.#ended = this.#call();
  }

  /** No more calls; answers when those under way are over. */
  async rest(): Promise<void> {
    this.#rests = true;
    await this.#ended;
  }

  async #call(): Promise<void> {
    const opened = this.#open();
    await Promise.all([
      this.#look(),
      ...callers.map(async (kind, number) => {
        if (kind === 'moves') await opened;
        await this.#request(number, kind);
      }),
    ]);
  }

  /** All processes open all accounts, unless they are there: one is the first. */
  async #open(): Promise<void> {
    const { name, random, requests } = this.options;
    let missing: readonly string[] = random.child('opening').shuffled(accountIds);
    for (let round = 1; !this.#rests && missing.length > 0; round++) {
      const open = async (id: string): Promise<readonly string[]> => {
        const isThere = await this.#once(() => requests.open(`${name}-open-${id}-${round}`, id));
        return isThere === true ? [] : [id];
      };
      missing = (await Promise.all(missing.map(open))).flat();
      if (missing.length > 0) await pause(afterFailureMs);
    }
  }

  async #request(number: number, kind: CallerKind): Promise<void> {
    const { name, random, requests } = this.options;
    const plan = new RequestPlan(random.child(`caller-${number}`), number, kind);
    for (let request = 1; !this.#rests; request++) {
      const planned = plan.next();
      await pause(planned.afterMs);
      if (this.#rests) return;
      const outcome = await this.#once(() => requests.make(`${name}-${kind}-${number}-${request}`, planned));
      if (outcome !== 'ok') await pause(afterFailureMs);
    }
  }

  async #look(): Promise<void> {
    const { name, holdings } = this.options;
    for (let look = 1; !this.#rests; look++) {
      const outcome = await this.#once(() => holdings.look(`${name}-look-${look}`));
      await pause(outcome === 'ok' ? looksEachMs : 2 * looksEachMs);
    }
  }

  /** What fails before the call is made, such as a look at a stream, is nobody's outcome. */
  async #once<R>(work: () => Promise<R>): Promise<R | undefined> {
    try {
      return await work();
    } catch (error) {
      if (verdictOn(error) === 'bug') {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.options.history.write({ word: 'bug', error: text });
      }
      return undefined;
    }
  }
}
