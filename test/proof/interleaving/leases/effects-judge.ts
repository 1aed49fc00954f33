import { segmentOfKey } from '@daybook/event-store';
import type { ModelDatabase } from '../postgres/model-database.js';
import type { ModelTransaction } from '../postgres/model-transaction.js';
import type { Tables } from '../postgres/tables.js';
import { Violation } from '../scheduling/violation.js';

/** Looks, whenever something becomes visible, whether what consumers have made of the log is what it says. */
export class EffectsJudge {
  readonly #lastOf = new Map<string, number>();
  readonly #done = new Set<number>();

  constructor(
    private readonly database: ModelDatabase,
    private readonly steps: readonly (() => string)[],
  ) {
    database.watch((transaction) => this.#appeared(transaction));
  }

  get done(): number {
    return this.#done.size;
  }

  ended(): void {
    for (const { position } of this.database.visible('events')) {
      if (!this.#done.has(position)) this.#broken('I4', `event ${position} was never applied`);
    }
  }

  #appeared(transaction: ModelTransaction): void {
    const all = [...this.database.table('effects').values()].flatMap(({ versions }) => versions);
    const effects = all.filter(({ by }) => by === transaction).map(({ row }) => row as Tables['effects']);
    for (const { position, stream, by } of effects) {
      if (this.#done.has(position)) this.#broken('I4', `event ${position} has been applied twice, at last by ${by}`);
      const last = this.#lastOf.get(stream) ?? 0;
      if (position < last) this.#broken('I5', `event ${position} of ${stream} has been applied after ${last}`);
      this.#done.add(position);
      this.#lastOf.set(stream, position);
    }
    this.#checkpoints();
  }

  /** What a checkpoint has passed must have been applied, by the division that it is of. */
  #checkpoints(): void {
    const segments = this.database.visible('segments');
    const events = this.database.visible('events');
    for (const { segment, position } of segments) {
      for (const event of events) {
        const isOwn = segmentOfKey(event.stream, segments.length) === segment;
        if (isOwn && event.position <= position && !this.#done.has(event.position)) {
          this.#broken(
            'I4',
            `segment ${segment} of ${segments.length} is at ${position}, and event ${event.position} was not applied`,
          );
        }
      }
    }
  }

  #broken(invariant: string, what: string): never {
    throw new Violation(invariant, what, this.steps);
  }
}
