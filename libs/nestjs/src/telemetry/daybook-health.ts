import { type EventStore, type HeldFloor, PostgresEventStore } from '@daybook/event-store';
import { migrationsPending, shuttingDown, storeTooSlow, storeUnavailable, versionsUnseen } from './not-ready.js';
import { type Liveness, type Readiness, readinessOf, type UnseenVersion } from './readiness.js';
import type { ShutdownNotice } from './shutdown-notice.js';

const defaultWithinMs = 2_000;
/** From when on an append in flight is worth a look. */
const overdueMs = 10_000;
/** A look that hangs, on a connection to a host that is gone, is not waited for by those who ask later than this. */
const abandonedAfterMs = 10_000;

/** What `DaybookHealth` asks. */
export interface HealthSources {
  readonly store: EventStore;
  readonly shutdown: ShutdownNotice;
  readonly schema: string;
  /** The files that the database lacks; none where that is not looked at. */
  readonly pendingMigrations: () => Promise<readonly string[]>;
  /** The read models without which the process is not to be asked, as far as nobody can read them. Default: none. */
  readonly unseenVersions?: () => Promise<readonly UnseenVersion[]>;
}

/** Options of `DaybookHealth.ready`. */
export interface ReadyOptions {
  /** How long the store may take to answer, in milliseconds. Default 2,000. */
  readonly withinMs?: number;
}

/**
 * Says whether the process lives, and whether it is ready for requests: for the probes of whatever runs it.
 *
 * Neither depends on lag. A process that is behind, or waits for an append that somebody holds open, answers as well as
 * another one; taking it out of service would only make the others slower.
 *
 * @example
 * constructor(private readonly health: DaybookHealth) {}
 *
 * \@Get('live') live() { return this.health.live(); }
 *
 * \@Get('ready') async ready() {
 *   const readiness = await this.health.ready();
 *   if (readiness.status === 'down') throw new ServiceUnavailableException(readiness);
 *   return readiness;
 * }
 */
export class DaybookHealth {
  #look: { readonly since: number; readonly readiness: Promise<Readiness> } | undefined;

  constructor(private readonly sources: HealthSources) {}

  /** Up whenever it can be asked. Never asks the database: a restart of this process does not mend that one. */
  live(): Liveness {
    return { status: 'up' };
  }

  /**
   * Up while the store answers in time, on a schema that is as this release needs it, with the read models that it is not
   * to be asked without (`holdReadinessFor`), and no shutdown has begun. Does not throw. Those who ask at the same time share one look, so that probes do not queue up for connections.
   */
  async ready({ withinMs = defaultWithinMs }: ReadyOptions = {}): Promise<Readiness> {
    if (this.sources.shutdown.hasBegun) return readinessOf([shuttingDown]);
    const { promise: tooSlow, timer } = after(withinMs);
    const readiness = await Promise.race([this.#shared(), tooSlow]);
    clearTimeout(timer);
    return this.sources.shutdown.hasBegun ? readinessOf([shuttingDown]) : readiness;
  }

  /**
   * Turns readiness down for good, while the process goes on to answer: for a host that does so before it stops the
   * process. The shutdown of the application does it by itself.
   */
  beginShutdown(): void {
    this.sources.shutdown.begin();
  }

  #shared(): Promise<Readiness> {
    const now = performance.now();
    if (this.#look !== undefined && now - this.#look.since < abandonedAfterMs) return this.#look.readiness;
    const look = { since: now, readiness: this.#lookAtStore() };
    this.#look = look;
    void look.readiness.finally(() => {
      if (this.#look === look) this.#look = undefined;
    });
    return look.readiness;
  }

  async #lookAtStore(): Promise<Readiness> {
    const { store, schema, pendingMigrations, unseenVersions } = this.sources;
    try {
      // First, because an old schema may be why the store does not answer.
      const pending = await pendingMigrations();
      if (pending.length > 0) return readinessOf([migrationsPending(schema, pending)]);
      const head = await store.head();
      const unseen = (await unseenVersions?.()) ?? [];
      if (unseen.length > 0) return readinessOf([versionsUnseen(unseen)], { head });
      const heldFloors = await overdueFloors(store);
      return readinessOf([], heldFloors.length === 0 ? { head } : { head, heldFloors });
    } catch (error) {
      return readinessOf([storeUnavailable(error)]);
    }
  }
}

// A detail alone: where it cannot be had, the verdict stands.
async function overdueFloors(store: EventStore): Promise<readonly HeldFloor[]> {
  if (!(store instanceof PostgresEventStore)) return [];
  const floors = await store.heldFloors().catch(() => []);
  return floors.filter(({ ageMs = overdueMs }) => ageMs >= overdueMs);
}

function after(ms: number): { promise: Promise<Readiness>; timer: NodeJS.Timeout } {
  let timer!: NodeJS.Timeout;
  const promise = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve(readinessOf([storeTooSlow(ms)])), ms);
  });
  return { promise, timer };
}
