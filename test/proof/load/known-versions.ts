import type { EventStore } from '@daybook/event-store';
import type { PlannedVersion } from './request-plan.js';

/** What a process knows of the versions of streams; others write them, too. */
export class KnownVersions {
  readonly #versions = new Map<string, number>();

  constructor(private readonly store: EventStore) {}

  of(stream: string): number {
    return this.#versions.get(stream) ?? 0;
  }

  learn(stream: string, version: number): void {
    this.#versions.set(stream, version);
  }

  async look(stream: string): Promise<void> {
    let version = 0;
    for await (const last of this.store.readStream(stream, { direction: 'backwards', limit: 1 }))
      version = last.version;
    this.learn(stream, version);
  }

  /** What is expected of a stream in the words of the store. */
  expected(stream: string, planned: PlannedVersion): number | 'any' | 'noStream' | 'streamExists' {
    if (planned === 'exact') return this.of(stream);
    // Of one without a past nothing is stale.
    return planned === 'stale' ? Math.max(0, this.of(stream) - 1) : planned;
  }
}
