import type { LiveProcess, SagaStore } from '@daybook/event-store';
import type { SagaRegistry } from '../sagas/saga-registry.js';
import { sagaSubscription } from '../sagas/saga-subscription.js';
import type { DaybookAlarms } from './daybook-alarms.js';
import { mostNamed, sagaMatter, waitingMatter } from './saga-matter.js';

/** What alarms about sagas go by. */
export interface SagaAlarmsParts {
  readonly alarms: DaybookAlarms;
  readonly sagas: Pick<SagaRegistry, 'all'>;
  readonly store: () => Pick<SagaStore, 'list'>;
  /** Those whose deadlines wait in this process. */
  readonly waiting: () => readonly string[];
  readonly processes: () => Promise<readonly LiveProcess[]>;
  /** This process, as the store knows it. */
  readonly process: string;
}

/**
 * Raises that instances of a saga are stuck, once, and says when none is any more. It goes by what is on record, so that nothing
 * is lost with the process that met it; of several processes the first of those that run the saga speaks. That deadlines wait
 * for facts is known to the processes that wait alone, and each of them says so.
 */
export class SagaAlarms {
  constructor(private readonly parts: SagaAlarmsParts) {}

  /** Throws what the store throws. */
  async look(): Promise<void> {
    const { alarms, sagas, store } = this.parts;
    let processes: readonly LiveProcess[] | undefined;
    const waiting = this.parts.waiting();
    for (const { name: saga } of sagas.all()) {
      if (waiting.includes(saga)) alarms.raise(waitingMatter(saga));
      else alarms.end('saga-waits', saga);
      const matter = sagaMatter(saga, await store().list({ saga, stuck: true, limit: mostNamed + 1 }));
      if (matter === undefined) {
        alarms.end('saga-stuck', saga);
        continue;
      }
      processes ??= await this.parts.processes();
      if (this.#speaksFor(saga, processes)) alarms.raise(matter);
      else alarms.leave('saga-stuck', saga);
    }
  }

  #speaksFor(saga: string, processes: readonly LiveProcess[]): boolean {
    const [first] = processes.filter(({ runs }) => runs.includes(sagaSubscription(saga)));
    // Where nobody gives a sign of life at this moment, rather twice than never.
    return first === undefined || first.id === this.parts.process;
  }
}
