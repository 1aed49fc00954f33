import { describe, expect, test } from '@jest/globals';
import {
  DomainEvent,
  EventType,
  PersonalData,
  StaticMember,
  eventDefinitionOf,
  personalFieldsOf,
} from '@daybook/domain';

abstract class Signed<Type extends string> extends DomainEvent<Type> {
  @PersonalData() readonly signedBy!: string;
}

@EventType('letter.sent')
class LetterSent extends Signed<'letter.sent'> {
  @PersonalData() readonly address!: { readonly street: string };
  @PersonalData() readonly bornOn?: string;
  readonly weightGrams!: number;
}

@EventType('letter.lost')
class LetterLost extends Signed<'letter.lost'> {}

describe('The personal fields of an event', () => {
  test('are those that are marked, of its parents as well', () => {
    expect([...personalFieldsOf(LetterSent)]).toEqual(['signedBy', 'address', 'bornOn']);
  });

  test('are not those of another class with the same parent', () => {
    expect([...personalFieldsOf(LetterLost)]).toEqual(['signedBy']);
  });

  test('are none where nothing is marked', () => {
    expect(personalFieldsOf(DomainEvent).size).toBe(0);
  });

  test('are found through the definition of the event, and change nothing about it', () => {
    const letter = LetterSent.of({ signedBy: 'ann', address: { street: 'Quay 1' }, weightGrams: 20 });
    expect({ ...letter }).toEqual({ signedBy: 'ann', address: { street: 'Quay 1' }, weightGrams: 20 });
    expect(personalFieldsOf(eventDefinitionOf(LetterSent).eventClass).has('address')).toBe(true);
  });

  test('cannot be static', () => {
    expect(() => {
      class Card {
        static holder = '';
      }
      PersonalData()(Card, 'holder');
    }).toThrow(StaticMember);
  });
});
