import {
  DomainEvent,
  EventType,
  type JsonObject,
  Upcaster,
  type UpcastMetadata,
  type UpcastPart,
  type Upcasts,
} from '@daybook/domain';
import { upcasting } from '@daybook/testing';
import { describe, expect, test } from '@jest/globals';
import * as impure from './example/wrong-builds/impure-upcasters.js';

@EventType('kit.filled', { version: 2 })
class Filled extends DomainEvent<'kit.filled'> {}

@EventType('kit.limited')
class Limited extends DomainEvent<'kit.limited'> {}

@Upcaster({ event: Filled, from: 1, to: 2, drops: true })
class FilledV1ToV2 implements Upcasts {
  upcast(data: JsonObject, { metadata, occurredAt }: UpcastMetadata): JsonObject | null {
    if (data['amount'] === 0) return null;
    if (data['amount'] === undefined) throw new RangeError('no amount');
    return { ...data, currency: metadata['currency'] ?? (occurredAt.getUTCFullYear() < 2002 ? 'DEM' : 'EUR') };
  }
  downcast({ currency, ...data }: JsonObject): JsonObject {
    return currency === 'CHF' ? { ...data, foreign: true } : data;
  }
}

@Upcaster({
  event: 'kit.begun',
  from: 1,
  to: [
    { event: Filled, version: 2 },
    { event: Limited, version: 1 },
  ],
})
class BegunIsTwo implements Upcasts {
  upcast({ amount = null, limit }: JsonObject): readonly UpcastPart[] {
    const filled = { event: Filled, data: { amount } };
    return limit === undefined ? [] : [filled, { event: 'kit.limited', data: { limit } }];
  }
}

describe('An upcaster in a line', () => {
  test('lifts a payload', () => {
    upcasting(FilledV1ToV2).lifts({ amount: 1 }).to({ amount: 1, currency: 'EUR' });
    upcasting(new FilledV1ToV2())
      .told({ metadata: { currency: 'SEK' } })
      .lifts({ amount: 1 })
      .to({ amount: 1, currency: 'SEK' });
    const long = { occurredAt: new Date('1999-01-01') };
    upcasting(FilledV1ToV2).told(long).lifts({ amount: 1 }).to({ amount: 1, currency: 'DEM' });
  });

  test('drops, splits and refuses', () => {
    upcasting(FilledV1ToV2).lifts({ amount: 0 }).toNothing();
    upcasting(FilledV1ToV2).lifts({}).throws();
    upcasting(BegunIsTwo).lifts({}).toNothing();
    upcasting(BegunIsTwo)
      .lifts({ amount: 1, limit: 2 })
      .toParts({ event: 'kit.filled', data: { amount: 1 } }, { event: Limited, data: { limit: 2 } });
  });

  test('can be written in the older shape, or not', () => {
    upcasting(FilledV1ToV2).lifts({ amount: 1 }).andBack();
    const foreign = upcasting(FilledV1ToV2)
      .told({ metadata: { currency: 'CHF' } })
      .lifts({ amount: 1 });
    expect(() => foreign.andBack()).toThrow('loses something on the way down');
    expect(() => upcasting(impure.Sound).lifts({}).andBack()).toThrow('has no downcast');
  });

  test('is red where something else was expected', () => {
    const lifted = upcasting(FilledV1ToV2).lifts({ amount: 1 });
    expect(() => lifted.to({ amount: 1, currency: 'USD' })).toThrow('Another payload was expected of FilledV1ToV2');
    expect(() => lifted.toNothing()).toThrow('Nothing was expected');
    expect(() => lifted.throws()).toThrow('was expected to throw');
    const split = upcasting(BegunIsTwo).lifts({ limit: 2 });
    expect(() => split.toParts({ event: Limited, data: { limit: 2 } })).toThrow('Other parts were expected');
  });
});

test.each([
  ['answers by the clock', impure.ByTheClock, 'is not pure'],
  ['answers by chance', impure.ByChance, 'is not pure'],
  ['answers by what it has seen', impure.ByWhatItHasSeen, 'is not pure'],
  ['changes what it is given', impure.ChangesWhatItIsGiven, 'throws in upcast'],
  ['changes what lies deeper', impure.ChangesWhatLiesDeeper, 'throws in upcast'],
  ['changes what it is told', impure.ChangesWhatItIsTold, 'throws in upcast'],
  ['waits', impure.Waits, 'is a promise'],
  ['answers a date', impure.AnswersADate, 'is an instance of a class'],
  ['answers null unasked', impure.AnswersNull, 'does not say that it drops'],
  ['answers a list unasked', impure.AnswersAList, 'names one target'],
  ['answers a part that it has not declared', impure.AnswersAnotherPart, 'none of its targets'],
])('an upcaster that %s is found out', (_, upcaster, reason) => {
  expect(() =>
    upcasting(upcaster)
      .lifts({ amount: 1, lines: [{ sum: 1 }] })
      .to({ amount: 1 }),
  ).toThrow(reason);
});
