import { type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';

/** Counts its events: what was read once is not what is read next. */
@Upcaster({ event: 'ferry.docked', from: 1, to: 2 })
export class Counting implements Upcasts {
  #count = 0;
  upcast(data: JsonObject): JsonObject {
    return { ...data, berth: ++this.#count };
  }
}

/** Forgets the field that today's class asks for. */
@Upcaster({ event: 'ferry.docked', from: 1, to: 2 })
export class Forgetting implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

/** Fails at an event that has what its author has not thought of. */
@Upcaster({ event: 'ferry.docked', from: 1, to: 2 })
export class Failing implements Upcasts {
  upcast({ pier, ...data }: JsonObject): JsonObject {
    return { ...data, berth: (pier as string).length };
  }
}
