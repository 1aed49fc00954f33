import { type DomainEvent, handlingMethod } from '@daybook/domain';
import { eventMetadataOf, type RecordedEvent } from '@daybook/event-store';
import type { FoldProjection, RowHandler } from '../fold-projection.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import { keyFieldOf } from './key-field.js';
import { NotARow } from './not-a-row.error.js';
import { ownEvent } from './own-event.js';
import { RowHandlerIsAsync } from './row-handler-is-async.error.js';
import { RowOfAnotherKey } from './row-of-another-key.error.js';

type Method = string | symbol;

/** What a fold's steps are taken by. */
export type FoldDefinition = Pick<ProjectionDefinition, 'projection' | 'handlers' | 'readModels'>;

/** A fold projection, step by step: row in, row out. Judges what the handlers answer. */
export class RowFolding<Row extends object = object> {
  readonly #keyField: string | undefined;
  /** The last row that `initial` made: one that comes again would be shared by several keys. */
  #made: Row | undefined;

  constructor(
    private readonly definition: FoldDefinition,
    private readonly fold: FoldProjection<Row>,
  ) {
    this.#keyField = keyFieldOf(definition.readModels[0]);
  }

  /** Whether the fold has a handler for an event; without one, the event changes nothing. */
  handles(event: DomainEvent): boolean {
    return handlingMethod(this.definition.handlers, event) !== undefined;
  }

  /**
   * The row of a key after an event; null if there is none then. A row that is given may be changed in place.
   *
   * @param row undefined or null if the key has none yet, or none any more
   * @throws RowHandlerIsAsync, NotARow, RowOfAnotherKey, or what the handler throws
   */
  next(key: string, row: Row | null | undefined, recorded: RecordedEvent): Row | null {
    const { event } = recorded;
    const method = handlingMethod(this.definition.handlers, event);
    if (method === undefined) return row ?? null;
    const before = row ?? this.#initial(key);
    const handle = (this.fold as unknown as Record<Method, RowHandler<Row>>)[method] as RowHandler<Row>;
    const answer: unknown = handle.call(this.fold, before, ownEvent(event), eventMetadataOf(recorded));
    if (answer === null) return null;
    const after = answer === undefined ? before : this.#row(answer, method);
    return this.#underKey(after, key, method);
  }

  #initial(key: string): Row {
    const row = this.#row(this.fold.initial(key), 'initial');
    if (row === this.#made) {
      const advice = 'Make a new one for each key, which is its own.';
      throw new NotARow(this.definition.projection, 'initial', 'the same object twice', advice);
    }
    this.#made = row;
    return this.#underKey(row, key, 'initial');
  }

  #row(answer: unknown, method: Method): Row {
    const { projection } = this.definition;
    if (isPromise(answer)) {
      // Nobody waits for it, so that nobody would hear of its failure, and the process would end.
      Promise.resolve(answer).catch(() => undefined);
      throw new RowHandlerIsAsync(projection, method);
    }
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as Row;
    const advice =
      method === 'initial'
        ? 'Answer the row with which the key begins.'
        : 'Answer a row, null to delete it, or nothing after changing it in place.';
    throw new NotARow(projection, method, Array.isArray(answer) ? 'a list' : kindOf(answer), advice);
  }

  #underKey(row: Row, key: string, method: Method): Row {
    const field = this.#keyField;
    if (field === undefined) return row;
    const value = (row as Readonly<Record<string, unknown>>)[field];
    if (value !== key && !isWritten(value, key)) {
      throw new RowOfAnotherKey(this.definition.projection, method, key, field, value);
    }
    return row;
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

function isWritten(value: unknown, key: string): boolean {
  return (typeof value === 'number' || typeof value === 'bigint') && String(value) === key;
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}
