import { DomainEvent, type JsonObject } from '@daybook/domain';

/** An event of today's classes, under its type. */
export interface LiftedEvent {
  readonly type: string;
  readonly event: DomainEvent;
}

/**
 * An event in the shape in which another store holds it, for those who bring it over as it is: an import. No class has this
 * shape any more, or none says it; it is lifted when it is read. Made by `EventCodec.asStored`.
 */
export class StoredShape extends DomainEvent {
  readonly #data: JsonObject;
  readonly #lifted: readonly LiftedEvent[];

  /** @param lifted what everybody will read of it: several events, or none, where its upcasters say so */
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    data: JsonObject,
    lifted: readonly LiftedEvent[],
  ) {
    super();
    this.#data = data;
    this.#lifted = lifted;
    Object.freeze(this);
  }

  get data(): JsonObject {
    return this.#data;
  }

  get lifted(): readonly LiftedEvent[] {
    return this.#lifted;
  }
}
