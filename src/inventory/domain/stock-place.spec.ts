import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mainStore, stockIdOf, stockPlaceOf } from './stock-place.js';

describe('The id of a stock item', () => {
  test('is the SKU and the store, and in the main store the SKU alone, as it always was', () => {
    expect(stockIdOf({ store: 'lisbon', sku: 'pen-blue' })).toBe('pen-blue@lisbon');
    expect(stockIdOf({ store: mainStore, sku: 'pen-blue' })).toBe('pen-blue');
    expect(stockPlaceOf('pen-blue')).toEqual({ store: mainStore, sku: 'pen-blue' });
  });

  test('says of what and where it is, whatever the product is called', () => {
    const sku = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[@a]{1,5}$/));
    const store = fc.oneof(fc.constant(mainStore), fc.string({ minLength: 1 })).filter((name) => !name.includes('@'));
    fc.assert(
      fc.property(store, sku, (store, sku) => {
        expect(stockPlaceOf(stockIdOf({ store, sku }))).toEqual({ store, sku });
      }),
      { numRuns: 1000 },
    );
  });

  test('is that of one stock only', () => {
    const places = ['a', '@a', 'a@', 'a@b', '@', 'a@main', '@main'].flatMap((sku) =>
      ['main', 'b', 'a'].map((store) => ({ store, sku })),
    );
    expect(new Set(places.map(stockIdOf)).size).toBe(places.length);
  });
});
