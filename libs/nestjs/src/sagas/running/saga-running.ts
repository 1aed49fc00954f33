import type { Consumer } from '@daybook/event-store';
import type { SagaRegistry } from '../saga-registry.js';
import type { SagaLoops } from './saga-loops.js';

/** Runs the sagas of an application in this process: not where it has none, and what it takes for that is not made then. */
export class SagaRunning {
  #loops: SagaLoops | undefined;

  constructor(
    private readonly sagas: SagaRegistry,
    private readonly make: () => SagaLoops,
  ) {}

  /** Their readers. Called where this process runs sagas, and nowhere else. */
  async consumers(): Promise<readonly Consumer[]> {
    if (this.sagas.all().length === 0) return [];
    this.#loops = this.make();
    return this.#loops.consumers();
  }

  /** When their readers have begun. */
  start(): void {
    this.#loops?.start();
  }

  /** The sagas whose deadlines are due here, and have waited for long for facts that were not heard yet. */
  get waiting(): readonly string[] {
    return this.#loops?.waiting ?? [];
  }

  /** Never rejects. */
  async stop(): Promise<void> {
    await this.#loops?.stop();
  }

  /** @throws SagasNotIdle */
  async whenIdle(timeoutMs: number): Promise<void> {
    await this.#loops?.whenIdle(timeoutMs);
  }
}
