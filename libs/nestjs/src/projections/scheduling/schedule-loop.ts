import type { ScheduledProjection } from './scheduled-projection.js';

/** What is around the loop. */
export interface ScheduleSurroundings {
  /** Told when something does not succeed, once until it does. */
  failing(error: unknown): void;
}

const lookMs = 1_000;

/** Looks again and again whether something is due: a clock that is moved, by hand too, makes no sound. */
export class ScheduleLoop {
  readonly #failing = new Set<ScheduledProjection>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<boolean> = Promise.resolve(true);
  #isStopped = false;

  constructor(
    private readonly scheduled: readonly ScheduledProjection[],
    private readonly around: ScheduleSurroundings,
  ) {}

  /** Answers after the first look. */
  async start(): Promise<void> {
    await this.look();
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.start(), lookMs).unref();
  }

  /** Answers when it looks no more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Does what is due; answers whether nothing is any more, and no run is under way. One look after the other. */
  look(): Promise<boolean> {
    return (this.#looking = this.#looking.then(() => this.#stepAll()));
  }

  async #stepAll(): Promise<boolean> {
    let isIdle = true;
    for (const projection of this.scheduled) {
      if (!this.#isStopped) isIdle = (await this.#step(projection)) && isIdle;
    }
    return isIdle;
  }

  async #step(projection: ScheduledProjection): Promise<boolean> {
    try {
      const isIdle = await projection.step();
      this.#failing.delete(projection);
      return isIdle;
    } catch (error) {
      if (!this.#failing.has(projection) && !this.#isStopped) this.around.failing(error);
      this.#failing.add(projection);
      return false;
    }
  }
}
