import type { Consumer } from './consumer.js';
import type { RunnerNotice } from './runner-notice.js';
import { Trouble } from './trouble.js';

/** What is around the enrolment of a process's consumers. */
export interface EnrolmentSurroundings {
  /** Those that the process runs at this moment, by name. */
  readonly consumers: ReadonlyMap<string, Consumer>;
  register(consumers: readonly Consumer[]): Promise<void>;
  /** Called when there are more of them on record than before. */
  enrolled(): void;
  notice(notice: RunnerNotice): void;
}

/** Puts the consumers of a process on record in its store, those that are added later too; no sign of life waits for it. */
export class Enrolment {
  /** As they are on record. */
  #kept = new Map<string, Consumer>();
  /** Which have been there, in whichever history of the store. */
  readonly #runs = new Set<string>();
  readonly #trouble: Trouble;
  #underWay: Promise<void> | undefined;

  constructor(private readonly around: EnrolmentSurroundings) {
    this.#trouble = new Trouble({ doing: 'putting subscriptions on record' }, (notice) => around.notice(notice));
  }

  /** The names of those that the process may run. */
  get runs(): readonly string[] {
    return [...this.#runs].filter((name) => this.around.consumers.has(name));
  }

  /** Puts on record whoever is not. @throws what the store throws */
  enrol(): Promise<void> {
    return (this.#underWay ??= this.#enrol().finally(() => (this.#underWay = undefined)));
  }

  /** The same, for whoever does not wait for it; what has failed is tried again when this is called the next time. */
  hurry(): void {
    if (this.#due.length === 0 || this.#underWay !== undefined) return;
    this.enrol().then(
      () => this.#trouble.over(),
      (error: unknown) => this.#trouble.failed(error),
    );
  }

  remove(name: string): void {
    this.#kept.delete(name);
    this.#runs.delete(name);
  }

  /** The record may have lost all of them. */
  forget(): void {
    this.#kept = new Map();
  }

  get #due(): readonly Consumer[] {
    return [...this.around.consumers.values()].filter((consumer) => this.#kept.get(consumer.name) !== consumer);
  }

  async #enrol(): Promise<void> {
    for (let due = this.#due; due.length > 0; due = this.#due) {
      const kept = this.#kept;
      await this.around.register(due);
      for (const consumer of due) {
        if (this.around.consumers.get(consumer.name) !== consumer) continue;
        kept.set(consumer.name, consumer);
        this.#runs.add(consumer.name);
      }
      this.around.enrolled();
    }
  }
}
