import { setTimeout as sleep } from 'node:timers/promises';
import { purseStates } from '../judgement/judge-purses.js';
import type { Closeable } from './closing.js';
import type { Death, Phase, ReleaseCommand, ReleaseOptions } from './release-words.js';
import { Release } from './release.js';

/** Much longer than it takes, also where many others want the machine. */
const achievedMs = 240_000;

/** Workers of a release, one after the other: each is killed where it is told to be, and the next one comes. */
export class MortalWorkers implements Closeable {
  /** How often one was killed in each phase. */
  readonly kills = new Map<Phase, number>();
  readonly #reserve: Release[];
  #worker: Release | undefined;
  #number = 0;
  #url = '';

  /** @param inReserve how many wait to be the next one, so that work does not rest for long */
  constructor(
    private readonly release: ReleaseOptions['release'],
    inReserve: number,
  ) {
    this.#reserve = Array.from({ length: inReserve }, () => Release.reserve());
  }

  workOn(url: string): void {
    this.#url = url;
  }

  /** Has somebody at work, who dies as he is told; the one before, if any, is killed wherever he is. */
  async begin(dies?: Death): Promise<Release> {
    await this.#worker?.close();
    this.#worker = this.#reserve.shift() ?? Release.reserve();
    const name = `worker-${this.release}-${++this.#number}`;
    return this.#worker.start({ url: this.#url, name, release: this.release, runs: 'all', dies });
  }

  /** Waits until the one at work has died, or the states are such that he lives beyond what he should have died in. */
  async lost(isOver: (states: readonly string[]) => boolean): Promise<void> {
    while (this.#worker?.isAlive === true && !isOver(await purseStates(this.#url))) await sleep(50);
    this.#count();
  }

  /** Waits until the states are such that it is over; whoever dies is followed by another one. */
  async until(isOver: (states: readonly string[]) => boolean): Promise<void> {
    const end = performance.now() + achievedMs;
    while (!isOver(await purseStates(this.#url))) {
      if (performance.now() > end) throw new Error('It is not over.');
      if (this.#worker?.isAlive !== true) {
        this.#count();
        await this.begin();
      }
      await sleep(50);
    }
  }

  /** Has something done, again by the next one if one dies at it, until the states are such that it is. */
  async achieve(command: ReleaseCommand, isDone: (states: readonly string[]) => boolean, dies?: Death): Promise<void> {
    const end = performance.now() + achievedMs;
    let worker = await this.#alive(dies);
    let last = '';
    // He who has died may have done it all the same.
    while (!isDone(await purseStates(this.#url))) {
      if (performance.now() > end) throw new Error(`"${command.do}" has not come about. ${last}`);
      const answer = await worker.ask(command);
      if (answer === 'died') {
        this.#count();
        worker = await this.begin();
      } else if (answer !== 'done') {
        last = answer.refused;
        // As a patient operator: each attempt compares rows with the log before it is refused.
        await sleep(500);
      }
    }
  }

  async close(): Promise<void> {
    await this.#worker?.close();
    await Promise.all(this.#reserve.map((release) => release.close()));
  }

  async #alive(dies: Death | undefined): Promise<Release> {
    return this.#worker?.isAlive === true && dies === undefined ? this.#worker : this.begin(dies);
  }

  #count(): void {
    const during = this.#worker?.dying?.during;
    if (during !== undefined) this.kills.set(during, (this.kills.get(during) ?? 0) + 1);
  }
}
