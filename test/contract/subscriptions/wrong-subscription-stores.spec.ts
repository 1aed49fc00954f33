import { beforeAll, expect, test } from '@jest/globals';
import { contractOutcomes, type Outcome } from '../contract-outcomes.js';
import { wrongSubscriptionStores } from './wrong-subscription-stores.js';

let outcomes: readonly Outcome[];

beforeAll(async () => {
  outcomes = await contractOutcomes('test/contract/subscriptions/*.suite.ts', '');
});

test.each(wrongSubscriptionStores)('the contract finds %s: "%s"', (...[what, sentence]) => {
  const own = outcomes.filter(({ ancestorTitles, title }) => ancestorTitles[0] === what && title.startsWith(sentence));
  expect(own.map(({ status }) => status)).toEqual(['failed']);
});
