import type { Trouble } from '@daybook/event-store';
import { type ClaimedStep, type SagaStore } from '@daybook/event-store';
import type { SagaNotice } from './saga-notice.js';

/** What keeps claims. */
export interface ClaimsSurroundings {
  readonly store: Pick<SagaStore, 'renew'>;
  readonly process: string;
  readonly leaseMs: number;
  readonly trouble: Trouble;
  notice(notice: SagaNotice): void;
}

/** The steps that this process is taking, kept as its own by signs of life for as long as that lasts. */
export class StepClaims {
  readonly #kept = new Map<string, ClaimedStep>();
  readonly #lost = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;

  constructor(private readonly around: ClaimsSurroundings) {}

  get size(): number {
    return this.#kept.size;
  }

  get all(): readonly ClaimedStep[] {
    return [...this.#kept.values()];
  }

  keep(claim: ClaimedStep): void {
    this.#kept.set(claim.claim, claim);
    this.#timer ??= setTimeout(() => void this.#renew(), this.around.leaseMs / 3).unref();
  }

  /** Whether it was told that another process may have the step. */
  isLost({ claim }: ClaimedStep): boolean {
    return this.#lost.has(claim);
  }

  /** Its outcome is on record, or nobody's business here any more. */
  drop({ claim }: ClaimedStep): void {
    this.#kept.delete(claim);
    this.#lost.delete(claim);
  }

  /** Gives no more signs of life; answers when the last one was answered. Never rejects. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#renewing;
  }

  async #renew(): Promise<void> {
    this.#timer = undefined;
    if (this.#kept.size === 0) return;
    this.#renewing = this.#renewAll();
    await this.#renewing;
    if (this.#kept.size > 0) this.#timer ??= setTimeout(() => void this.#renew(), this.around.leaseMs / 3).unref();
  }

  async #renewAll(): Promise<void> {
    const { store, process, leaseMs, trouble } = this.around;
    const asked = this.all.filter(({ claim }) => !this.#lost.has(claim));
    try {
      const standing = await store.renew(
        process,
        asked.map(({ claim }) => claim),
        leaseMs,
      );
      trouble.over();
      // One that was dropped meanwhile is over, and not lost.
      for (const claim of asked.filter((one) => !standing.has(one.claim) && this.#kept.has(one.claim))) {
        this.#lost.add(claim.claim);
        this.around.notice({ word: 'overtaken', saga: claim.saga, key: claim.key, step: claim.step.number });
      }
    } catch (error) {
      trouble.failed(error);
    }
  }
}
