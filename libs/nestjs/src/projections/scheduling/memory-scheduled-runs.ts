import type { EventStore, SubscriptionStatus } from '@daybook/event-store';
import { isUnderWay, type ScheduledRun } from './scheduled-run.js';
import { type RunEnd, ScheduledRuns, type RunToBegin } from './scheduled-runs.js';

/** For the store in memory, which one process has for itself. */
export class MemoryScheduledRuns extends ScheduledRuns {
  readonly #runs = new Map<string, ScheduledRun>();
  readonly #from = new Map<string, number>();

  constructor(private readonly store: EventStore) {
    super();
  }

  override async list(subscription?: string): Promise<readonly ScheduledRun[]> {
    const runs = [...this.#runs.values()].sort((one, other) => (one.subscription < other.subscription ? -1 : 1));
    return subscription === undefined ? runs : runs.filter((run) => run.subscription === subscription);
  }

  override async know(subscription: string, since: Date): Promise<ScheduledRun> {
    const outcome = { startedAt: null, upTo: null, endedAt: null, position: null, events: null, error: null };
    return this.#runs.get(subscription) ?? this.#keep({ subscription, dueAt: since, owner: null, ...outcome });
  }

  override async begin({ subscription, dueAt, owner, at, upTo }: RunToBegin): Promise<ScheduledRun | undefined> {
    const before = this.#runs.get(subscription);
    if (before === undefined || before.dueAt >= dueAt || isUnderWay(before)) return undefined;
    this.#from.set(subscription, (await this.#statusOf(subscription))?.position ?? 0);
    const outcome = { endedAt: null, position: null, events: null, error: null };
    return this.#keep({ subscription, dueAt, owner, startedAt: at, upTo, ...outcome });
  }

  override async takeOver(subscription: string, owner: string): Promise<ScheduledRun | undefined> {
    const run = this.#runs.get(subscription);
    return run !== undefined && isUnderWay(run) ? this.#keep({ ...run, owner }) : undefined;
  }

  override async end({ subscription, owner, at, error }: RunEnd): Promise<ScheduledRun | undefined> {
    const run = this.#runs.get(subscription);
    if (run === undefined || !isUnderWay(run) || run.owner !== owner) return undefined;
    const status = await this.#statusOf(subscription);
    const position = status?.position ?? 0;
    return this.#keep({ ...run, endedAt: at, position, events: await this.#events(status), error: error ?? null });
  }

  #keep(run: ScheduledRun): ScheduledRun {
    this.#runs.set(run.subscription, run);
    return run;
  }

  async #statusOf(subscription: string): Promise<SubscriptionStatus | undefined> {
    return (await this.store.subscriptions.status(subscription))[0];
  }

  async #events(status: SubscriptionStatus | undefined): Promise<number> {
    if (status === undefined) return 0;
    const { name, types, categories, position } = status;
    let events = 0;
    for await (const recorded of this.store.readAll({
      afterPosition: this.#from.get(name) ?? 0,
      ...(types === undefined ? {} : { types }),
      ...(categories === undefined ? {} : { categories }),
    })) {
      if (recorded.position <= position) events++;
    }
    return events;
  }
}
