/** A request of either platform, as far as a key is taken from it. */
export interface KeyedRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** A class of projections, or one of them with the key that a request reads; undefined for all keys. */
export type AwaitedModel =
  | (abstract new (...args: never[]) => object)
  | {
      readonly projection: abstract new (...args: never[]) => object;
      readonly key: (request: KeyedRequest) => string | undefined;
    };

/** Under which the models of a route, or of a controller, are kept. */
export const awaitedModels = Symbol.for('daybook.awaited-models');
