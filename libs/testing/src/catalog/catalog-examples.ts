import type { EventCodec } from '@daybook/event-store';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cataloguedExamples } from './catalogued-example.js';
import { readExample } from './read-example.js';

/** Options of `catalogExamples`. */
export interface CatalogExamplesOptions {
  /** The committed event catalog. */
  readonly catalog: string | URL;
  /** The codec of the application with its classes and upcasters, or what makes it before the first test. */
  readonly codec: EventCodec | (() => EventCodec | Promise<EventCodec>);
  /**
   * Whether what an old event is read as must follow today's rules, too. A rule that was made stricter since may be broken
   * by what has happened before. Default true.
   */
  readonly validates?: boolean;
}

/**
 * Makes a test of every example that the event catalog has kept, of every version that was ever written: that today's code
 * reads it, with each upcaster asked twice. A new release that could not read the past fails here, long before it meets it.
 *
 * @example
 * catalogExamples({
 *   catalog: new URL('../docs/events/catalog.json', import.meta.url),
 *   codec: new EventCodec({
 *     registry: new EventTypeRegistry().register(FundsDeposited),
 *     upcasters: [new FundsDepositedV1ToV2()],
 *   }),
 * });
 */
export function catalogExamples({ catalog, codec, validates = true }: CatalogExamplesOptions): void {
  const { examples, missing } = cataloguedExamples(catalog);
  describe('what was ever written is read today', () => {
    let reading: EventCodec;
    beforeAll(async () => {
      reading = typeof codec === 'function' ? await codec() : codec;
    });

    test('every version has an example', () => {
      expect(missing).toEqual([]);
    });

    test.each(
      examples.map((example) => [`${example.type} ${example.version}, example ${example.number}`, example] as const),
    )('%s', async (_name, example) => {
      // That nothing is thrown; an event that is dropped on the way is none.
      expect(await readExample(reading, example, validates)).toEqual(expect.any(Array));
    });
  });
}
