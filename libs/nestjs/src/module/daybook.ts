import type { EventStore } from '@daybook/event-store';
import type { SagaRunning } from '../sagas/running/saga-running.js';
import type { ScheduledProjecting } from './scheduled-projecting.js';
import type { SubscriptionLoops } from './subscription-loops.js';

/** Options of `Daybook.whenIdle`. */
export interface WhenIdleOptions {
  /** How long is waited at most, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 30_000;

/**
 * The application's Daybook as a whole, for its tests above all. Injected, or taken from the application.
 *
 * @example
 * await request(app.getHttpServer()).post('/accounts').send({ ownerId: 'o-1' });
 * await app.get(Daybook).whenIdle();
 * await request(app.getHttpServer()).get('/accounts').expect(200);
 */
export class Daybook {
  constructor(
    private readonly store: EventStore,
    private readonly loops: SubscriptionLoops,
    private readonly scheduled?: ScheduledProjecting,
    private readonly sagas?: SagaRunning,
  ) {}

  /**
   * Waits until everything in the log was applied by all that this process drives, what its reactions and the commands of
   * its sagas have added to the log meanwhile included; parked events and stuck instances apart. At once where it drives
   * nothing. What is scheduled is idle until it is due, and so is a saga that waits for a deadline.
   *
   * @throws NotIdle, SagasNotIdle the time is over, or something stands still; says what, and why
   */
  async whenIdle({ timeoutMs = defaultTimeoutMs }: WhenIdleOptions = {}): Promise<void> {
    if (!this.loops.drives) return;
    const end = performance.now() + timeoutMs;
    for (let seen: number | undefined; ;) {
      const head = await this.store.head();
      if (head === seen) return;
      seen = head;
      const left = (): number => Math.max(0, end - performance.now());
      await this.scheduled?.whenIdle(left());
      await this.loops.runner.whenIdle({ timeoutMs: left() });
      await this.sagas?.whenIdle(left());
    }
  }
}
