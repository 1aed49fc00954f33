import { setTimeout as sleep } from 'node:timers/promises';

import { endLeftoverServer } from './leftover-server.js';
import { startPostmaster, type Postmaster, type PostmasterExit, type PostmasterOptions } from './postmaster.js';
import { processesGone, serverProcesses, signalAll } from './server-processes.js';
import { stopSignals, type StopMode } from './stop-mode.js';

const stopWithinMs = 30_000;
const orphansWithinMs = 1_000;
const firstPauseMs = 50;
const longestPauseMs = 5_000;

export interface KeeperOptions {
  /** Starts the postmaster again when it died without being told to. */
  readonly supervise: boolean;
  readonly onExit: ((exit: PostmasterExit) => void) | undefined;
  readonly onRestart: (() => void) | undefined;
}

/** Keeps one postmaster running, or stopped: every start first ends what is left of an earlier one. */
export class PostmasterKeeper {
  #postmaster: Postmaster | undefined;
  #recovery: Promise<void> | undefined;
  #giveUp = new AbortController();

  constructor(
    readonly server: PostmasterOptions,
    private readonly options: KeeperOptions,
  ) {}

  get pid(): number | undefined {
    return this.#postmaster?.pid;
  }

  async start(): Promise<void> {
    await endLeftoverServer(this.server.dataFolder);
    const postmaster = await startPostmaster(this.server);
    this.#postmaster = postmaster;
    void postmaster.exited.then((exit) => this.#died(postmaster, exit));
  }

  async end(mode: StopMode): Promise<void> {
    await this.#stopRecovering();
    const postmaster = this.#forget();
    if (postmaster === undefined) return;
    signalAll([postmaster.pid], stopSignals[mode]);
    const inTime = new AbortController();
    const late = sleep(stopWithinMs, undefined, { signal: inTime.signal }).then(
      () => signalAll([postmaster.pid], stopSignals.immediate),
      () => undefined,
    );
    await postmaster.ended();
    inTime.abort();
    await late;
    await processesGone(this.server.dataFolder, orphansWithinMs);
  }

  async kill(): Promise<void> {
    const postmaster = this.#postmaster;
    if (postmaster === undefined) return;
    const pids = await serverProcesses(this.server.dataFolder);
    signalAll([postmaster.pid], 'SIGKILL');
    await postmaster.ended();
    // The children notice the death of their postmaster when they next wait for something.
    if (await processesGone(this.server.dataFolder, orphansWithinMs, pids)) return;
    signalAll(pids, 'SIGKILL');
    await processesGone(this.server.dataFolder, orphansWithinMs, pids);
  }

  /** Waits for a supervised start that is under way. */
  async recovered(): Promise<void> {
    await this.#recovery;
  }

  signal(mode: StopMode): void {
    if (this.#postmaster !== undefined) signalAll([this.#postmaster.pid], stopSignals[mode]);
  }

  /** Leaves the postmaster running, unwatched. */
  async letGo(): Promise<void> {
    await this.#stopRecovering();
    this.#forget();
  }

  /** A postmaster that was forgotten may end without being missed. */
  #forget(): Postmaster | undefined {
    const postmaster = this.#postmaster;
    this.#postmaster = undefined;
    return postmaster;
  }

  #died(postmaster: Postmaster, exit: PostmasterExit): void {
    if (this.#postmaster !== postmaster) return;
    this.#forget();
    this.options.onExit?.(exit);
    if (this.options.supervise) this.#recovery = this.#recover(this.#giveUp.signal);
  }

  async #recover(giveUp: AbortSignal): Promise<void> {
    for (let pauseMs = firstPauseMs; !giveUp.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        await this.start();
        this.options.onRestart?.();
        return;
      } catch {
        // Its log has the reason; what stood in the way (a full disk, a taken port) may pass.
        await sleep(pauseMs, undefined, { signal: giveUp }).catch(() => undefined);
      }
    }
  }

  async #stopRecovering(): Promise<void> {
    this.#giveUp.abort();
    await this.#recovery;
    this.#recovery = undefined;
    this.#giveUp = new AbortController();
  }
}
