import { describe, expect, test } from '@jest/globals';
import {
  dateTime,
  DomainEvent,
  EncodedBy,
  eventDefinitionOf,
  eventFromJson,
  EventType,
  type JsonObject,
  ReservedField,
  ValueNotCoded,
} from '@daybook/domain';

@EventType('account.booked')
class Booked extends DomainEvent<'account.booked'> {
  @EncodedBy(dateTime) readonly on!: Date;
  @EncodedBy(dateTime) readonly until?: Date | null;
  readonly amountMinor!: number;
}
const definition = eventDefinitionOf(Booked);

describe('an event that is read again', () => {
  test('is an instance of its class, its fields decoded, and frozen', () => {
    const event = eventFromJson(definition, { on: '2026-01-31T00:00:00.000Z', amountMinor: 5 });
    expect(event).toEqual(Booked.of({ on: new Date('2026-01-31'), amountMinor: 5 }));
    expect(event).toBeInstanceOf(Booked);
    expect(Object.isFrozen(event)).toBe(true);
  });

  test('keeps null and what is missing as they are', () => {
    const event = eventFromJson(definition, { until: null, amountMinor: 5 }) as Booked;
    expect(event.until).toBeNull();
    expect(event.on).toBeUndefined();
  });

  test('keeps a field that its class does not know, for it has been said', () => {
    expect(eventFromJson(definition, { amountMinor: 5, note: 'n' })).toMatchObject({ note: 'n' });
  });

  test('leaves the JSON as it was', () => {
    const data: JsonObject = Object.freeze({ on: '2026-01-31T00:00:00.000Z' });
    eventFromJson(definition, data);
    expect(data).toEqual({ on: '2026-01-31T00:00:00.000Z' });
  });

  test('refuses what its codec cannot read', () => {
    expect(() => eventFromJson(definition, { on: '31.01.2026' })).toThrow(ValueNotCoded);
  });

  test.each(['__proto__', 'constructor'])('refuses a field named %s', (field) => {
    const data = JSON.parse(`{ "${field}": { "polluted": true } }`) as JsonObject;
    expect(() => eventFromJson(definition, data)).toThrow(ReservedField);
  });
});
