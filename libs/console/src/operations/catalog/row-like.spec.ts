import { expect, test } from '@jest/globals';
import type { JsonSchema } from './schema/json-schema.js';
import { rowLike } from './row-like.js';

const holding = (...fields: readonly string[]): JsonSchema => ({
  properties: Object.fromEntries(fields.map((field) => [field, {}])),
});

test.each([
  ['customer.updated', []],
  ['customer.address-updated', ['address']],
  ['CustomerCreated', []],
  ['order_deleted', []],
  ['price.changed', ['before', 'after']],
  ['price.changed', ['oldPrice', 'newPrice']],
  ['priceChanged', ['previousMinor', 'currentMinor']],
  ['limit.raised', ['before', 'after']],
])('"%s" with %j tells of a row', (type, fields) => {
  expect(rowLike(type, holding(...fields))).toContain('not what happened');
});

test.each([
  ['account.opened', ['ownerId']],
  ['price.changed', ['priceMinor']],
  ['funds.transferred', ['from', 'to']],
  ['stock.moved', ['oldShelf', 'newShelf']],
  ['customer.outdated', []],
  ['updated.list-printed', []],
])('"%s" with %j is a fact', (type, fields) => {
  expect(rowLike(type, holding(...fields))).toBeUndefined();
});
