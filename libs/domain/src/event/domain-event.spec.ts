import { describe, expect, test } from '@jest/globals';
import { DomainEvent, ReservedField, isDomainEvent } from '@daybook/domain';

class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
  readonly amountMinor!: number;
  readonly reference?: string;
  doubled(): number {
    return this.amountMinor * 2;
  }
}

describe('an event', () => {
  test('is an instance of its class with the given fields', () => {
    const event = FundsDeposited.of({ amountMinor: 100, reference: 'r-1' });
    expect(event).toBeInstanceOf(FundsDeposited);
    expect(Object.entries(event)).toEqual([
      ['amountMinor', 100],
      ['reference', 'r-1'],
    ]);
    expect(event.doubled()).toBe(200);
  });

  test('is frozen', () => {
    const event = FundsDeposited.of({ amountMinor: 100 });
    expect(() => Object.assign(event, { amountMinor: 200 })).toThrow(TypeError);
    expect(Object.isFrozen(event)).toBe(true);
  });

  test('does not keep the object that it was made from', () => {
    const fields = { amountMinor: 100 };
    const event = FundsDeposited.of(fields);
    fields.amountMinor = 200;
    expect(event.amountMinor).toBe(100);
  });

  test.each(['__proto__', 'constructor'])('refuses a field named %s', (field) => {
    const fields = JSON.parse(`{ "amountMinor": 1, "${field}": { "polluted": true } }`) as { amountMinor: number };
    expect(() => FundsDeposited.of(fields)).toThrow(ReservedField);
    expect(() => FundsDeposited.of(fields)).toThrow(expect.objectContaining({ code: 'reserved-field', field }));
  });

  test('is recognised by its mark, so that one of another installed copy is an event too', () => {
    class OtherCopy {
      readonly amountMinor = 1;
    }
    Object.defineProperty(OtherCopy.prototype, Symbol.for('daybook.domain-event'), { value: true });
    expect(isDomainEvent(FundsDeposited.of({ amountMinor: 1 }))).toBe(true);
    expect(isDomainEvent(new OtherCopy())).toBe(true);
  });

  test.each([undefined, null, 1, 'event', {}, FundsDeposited, JSON.parse('{"daybook.domain-event":true}')])(
    'is not %p',
    (value: unknown) => {
      expect(isDomainEvent(value)).toBe(false);
    },
  );

  test('shows nothing but its fields', () => {
    expect(JSON.stringify(FundsDeposited.of({ amountMinor: 1 }))).toBe('{"amountMinor":1}');
    expect(Object.getOwnPropertySymbols(FundsDeposited.of({ amountMinor: 1 }))).toEqual([]);
  });
});
