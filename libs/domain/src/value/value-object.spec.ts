import { describe, expect, test } from '@jest/globals';
import {
  BusinessRuleViolation,
  dateTime,
  EncodedBy,
  enforce,
  identifier,
  InvalidName,
  isValueObject,
  type JsonValue,
  ValueNotCoded,
  ValueObject,
  valueObject,
} from '@daybook/domain';

class Money extends ValueObject {
  readonly minor!: number;
  readonly currency!: string;
  readonly note?: string;
  override assertValid(): void {
    enforce({ code: 'money-is-exact', holds: Number.isSafeInteger(this.minor), message: 'Give whole minor units.' });
  }
}

class Price extends ValueObject {
  @EncodedBy(valueObject(Money)) readonly money!: Money;
  @EncodedBy(dateTime) readonly until!: Date;
  readonly tags!: readonly string[];
}

const price = (minor: number): Price =>
  Price.of({ money: Money.of({ minor, currency: 'EUR' }), until: new Date(0), tags: ['a'] });

describe('a value object', () => {
  test('is the same as another with the same content', () => {
    expect(price(1).equals(price(1))).toBe(true);
    expect(price(1).equals(price(2))).toBe(false);
    expect(price(1).equals(undefined)).toBe(false);
    expect(price(1).equals({ ...JSON.parse(JSON.stringify(price(1))) })).toBe(false);
  });

  test('of another class is another one', () => {
    class Weight extends ValueObject {
      readonly minor!: number;
      readonly currency!: string;
    }
    const weight: ValueObject = Weight.of({ minor: 1, currency: 'EUR' });
    expect(Money.of({ minor: 1, currency: 'EUR' }).equals(weight)).toBe(false);
  });

  test('is frozen with the lists in it', () => {
    expect(() => (price(1).tags as string[]).push('b')).toThrow(TypeError);
  });

  test('is frozen, and changes into another one', () => {
    const money = Money.of({ minor: 1, currency: 'EUR' });
    expect(() => Object.assign(money, { minor: 2 })).toThrow(TypeError);
    const more = Money.like(money, { minor: 2 });
    expect(more).toBeInstanceOf(Money);
    expect(more).toMatchObject({ minor: 2, currency: 'EUR' });
    expect(Object.isFrozen(more)).toBe(true);
    expect(money.minor).toBe(1);
  });

  test('that is not valid is never made', () => {
    expect(() => Money.of({ minor: 0.5, currency: 'EUR' })).toThrow(BusinessRuleViolation);
    expect(() => Money.like(Money.of({ minor: 1, currency: 'EUR' }), { minor: 0.5 })).toThrow(BusinessRuleViolation);
  });

  test('is recognised by its mark', () => {
    expect(isValueObject(price(1))).toBe(true);
    expect(isValueObject({ minor: 1 })).toBe(false);
    expect(isValueObject(null)).toBe(false);
  });
});

describe('the codec of a value object', () => {
  const codec = valueObject(Price);

  test('writes its fields, and reads them again', () => {
    const json = JSON.parse(JSON.stringify(codec.encode(price(1)))) as JsonValue;
    expect(json).toEqual({ money: { minor: 1, currency: 'EUR' }, until: '1970-01-01T00:00:00.000Z', tags: ['a'] });
    const again = codec.decode(json);
    expect(again.equals(price(1))).toBe(true);
    expect(again.money).toBeInstanceOf(Money);
    expect(Object.isFrozen(again.money)).toBe(true);
  });

  test('does not ask whether what has been kept is valid', () => {
    expect(valueObject(Money).decode({ minor: 0.5, currency: 'EUR' }).minor).toBe(0.5);
  });

  test.each([null, 1, 'a', []])('does not read %p', (json) => {
    expect(() => codec.decode(json)).toThrow(ValueNotCoded);
  });

  test('does not write what is of another class', () => {
    expect(() => codec.encode(JSON.parse(JSON.stringify(price(1))) as Price)).toThrow(ValueNotCoded);
  });
});

describe('an identifier', () => {
  const AccountId = identifier('account-id');

  test('is the text itself', () => {
    expect(AccountId.of('a-1')).toBe('a-1');
  });

  test('is made out of nothing, and differs from every other', () => {
    expect(AccountId.generate()).toMatch(/^[0-9a-f-]{36}$/);
    expect(AccountId.generate()).not.toBe(AccountId.generate());
  });

  test('that cannot be kept is refused under the name of its kind', () => {
    expect(() => AccountId.of(' a')).toThrow(InvalidName);
    expect(() => AccountId.of(' a')).toThrow(expect.objectContaining({ field: 'account-id' }));
  });
});
