import type { Clock } from '@daybook/domain';
import { isDaybookError } from '@daybook/domain';
import type { ProjectionRegistry, RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { CronTimes } from '../scheduling/cron-times.js';
import type { OnRehearsalNotice } from './rehearsal-notice.js';
import type { Rehearsals } from './rehearsals.js';

/** With what rehearsals are begun when it is time. */
export interface RehearsalScheduleParts {
  readonly clock: Clock;
  readonly projections: Pick<ProjectionRegistry, 'all'>;
  readonly rehearsals: Pick<Rehearsals, 'beginDue' | 'timesUsedUp'>;
  readonly onNotice: OnRehearsalNotice;
}

const againMs = 60_000;

/**
 * Begins rehearsals at the times of their schedules, by the application's clock; of several processes one begins. Times
 * that have passed while nobody was there, or while something was built, make one. A schedule that is new waits for its
 * first time.
 */
export class RehearsalSchedule {
  /** Up to where the times of each projection are used up, as far as this process knows. */
  readonly #usedUp = new Map<string, Date>();
  readonly #times = new Map<string, CronTimes>();
  readonly #again = new Map<string, number>();

  constructor(private readonly parts: RehearsalScheduleParts) {}

  /** Begins what is due. Without asking the store, where nothing is. */
  async look(records: readonly GenerationRecord[]): Promise<void> {
    for (const projection of this.parts.projections.all()) {
      const { name } = projection.definition;
      if (projection.definition.rehearsal === undefined) continue;
      if ((this.#again.get(name) ?? 0) > performance.now()) continue;
      try {
        await this.#lookFor(projection, records);
        this.#again.delete(name);
      } catch (error) {
        // Somebody has begun a build since the look.
        if (isDaybookError(error) && error.code === 'build-under-way') continue;
        this.#again.set(name, performance.now() + againMs);
        this.parts.onNotice({ word: 'delayed', projection: name, error });
      }
    }
  }

  async #lookFor({ definition }: RegisteredProjection, records: readonly GenerationRecord[]): Promise<void> {
    const { name, version, rehearsal } = definition;
    if (rehearsal === undefined) return;
    const { clock, rehearsals } = this.parts;
    const now = clock.now();
    const usedUp = this.#usedUp.get(name) ?? (await rehearsals.timesUsedUp(name, now));
    this.#usedUp.set(name, usedUp);
    const dueAt = this.#timesOf(rehearsal.cron).latest(usedUp, now);
    if (dueAt === undefined) return;
    const own = records.filter((record) => record.name === name);
    const isRead = own.some((record) => record.version === version && record.state === 'live');
    if (!isRead || own.some(({ state }) => state === 'building')) return;
    const { segments, eventsPerSecond, sample } = rehearsal;
    const generation = await rehearsals.beginDue(definition, { segments, eventsPerSecond, sample }, dueAt);
    if (generation !== undefined) this.parts.onNotice({ word: 'begun', generation, dueAt });
    this.#usedUp.set(name, await rehearsals.timesUsedUp(name, now));
  }

  #timesOf(cron: string): CronTimes {
    const times = this.#times.get(cron) ?? new CronTimes(cron);
    this.#times.set(cron, times);
    return times;
  }
}
