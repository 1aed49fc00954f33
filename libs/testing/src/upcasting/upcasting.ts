import { upcasterDefinitionOf, type JsonObject, type Upcasts } from '@daybook/domain';
import type { ToldInTest } from './told-in-test.js';
import { Lifts } from './lifts.js';

/** An upcaster that is tried, and what it is told of the events beside their payloads. */
export class Upcasting {
  readonly #upcaster: Upcasts;
  readonly #told: ToldInTest;

  constructor(upcaster: Upcasts, told: ToldInTest) {
    this.#upcaster = upcaster;
    this.#told = told;
  }

  /**
   * Says something of the event beside its payload. Default: the type and version that the upcaster lifts, the first event
   * of a stream, at the beginning of 2026, UTC, without metadata.
   */
  told(told: ToldInTest): Upcasting {
    return new Upcasting(this.#upcaster, { ...this.#told, ...told });
  }

  /** The payload as it is stored. */
  lifts(data: JsonObject): Lifts {
    return new Lifts(this.#upcaster, data, this.#told);
  }
}

/**
 * A test of an upcaster in a line: what is stored, and what comes of it.
 *
 * Each is asked twice, with payloads that it must not change beforehand: an upcaster that answers by the clock, by chance or
 * by what it has seen before is found out, and so is one that answers what is no JSON, or none of its targets.
 *
 * @param upcaster its class, or an instance where its constructor has parameters
 *
 * @example
 * upcasting(FundsDepositedV1ToV2).lifts({ amountMinor: 100 }).to({ amountMinor: 100, currency: 'EUR' });
 * upcasting(FundsDepositedV1ToV2).lifts({ amountMinor: 100 }).andBack();
 * upcasting(AccountOpenedIsTwo).lifts({ ownerId: 'o-1', limitMinor: 0 }).toParts({ event: AccountOpened, data: { ownerId: 'o-1' } });
 * upcasting(NoiseIsDropped).lifts({}).toNothing();
 *
 * @throws UpcasterMissing the class bears no `@Upcaster`
 */
export function upcasting(upcaster: Upcasts | (new () => Upcasts)): Upcasting {
  const instance = typeof upcaster === 'function' ? new upcaster() : upcaster;
  const { type, from } = upcasterDefinitionOf(instance.constructor);
  return new Upcasting(instance, { type, schemaVersion: from });
}
