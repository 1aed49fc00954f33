import { expect, test } from '@jest/globals';
import { DomainEvent, EncodedBy, EventType, ValueObject, valueObject } from '@daybook/domain';
import {
  Allow,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import { EventCodec } from '../event-codec.js';
import { EventTypeRegistry } from '../event-type-registry.js';

function IsFree(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isFree',
      target: target.constructor,
      propertyName: String(propertyName),
      validator: { validate: async (value) => value !== 'taken' },
    });
}

class Address extends ValueObject {
  @IsString() readonly city!: string;
}

@EventType('validated.registered')
class Registered extends DomainEvent<'validated.registered'> {
  @IsInt() @IsPositive() readonly age!: number;
  @IsOptional() @Length(3, 10) readonly nickname?: string;
  @IsOptional() @IsFree() readonly seat?: string;
  @IsOptional() @ValidateNested() @EncodedBy(valueObject(Address)) readonly address?: Address;
  @Allow() readonly note?: unknown;
}

@EventType('validated.ended')
class Ended extends DomainEvent<'validated.ended'> {}

const codec = new EventCodec({ registry: new EventTypeRegistry().register(Registered, Ended) });

async function refusal(event: DomainEvent): Promise<unknown> {
  return Promise.resolve(codec.encode('person-1', [Ended.of(), event])).then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

test('a valid payload is accepted, and so is an event without fields', async () => {
  const event = Registered.of({
    age: 30,
    nickname: 'abc',
    seat: 'free',
    address: Address.of({ city: 'Rome' }),
    note: { any: 1 },
  });
  expect(await codec.encode('person-1', [event, Ended.of()])).toHaveLength(2);
});

test('all broken rules are reported by field and name', async () => {
  expect(await refusal(Registered.of({ age: -1.5, nickname: 'x' }))).toMatchObject({
    code: 'event-payload-invalid',
    type: 'validated.registered',
    index: 1,
    field: 'events[1].data.age',
    violations: [
      { path: 'age', constraints: expect.arrayContaining(['isInt', 'isPositive']) },
      { path: 'nickname', constraints: ['isLength'] },
    ],
  });
});

test('a rule that takes its time is waited for', async () => {
  expect(await refusal(Registered.of({ age: 1, seat: 'taken' }))).toMatchObject({
    violations: [{ path: 'seat', constraints: ['isFree'] }],
  });
});

test('an unknown field is refused, also on an event without fields', async () => {
  const unknown = { violations: [{ path: 'surprise', constraints: ['whitelistValidation'] }] };
  expect(await refusal(Object.assign(new Registered(), { age: 1, surprise: 1 }))).toMatchObject(unknown);
  expect(await refusal(Object.assign(new Ended(), { surprise: 1 }))).toMatchObject(unknown);
});

test('nested values are judged by their own class', async () => {
  const address = Address.of({ city: 7 as unknown as string });
  expect(await refusal(Registered.of({ age: 1, address }))).toMatchObject({
    field: 'events[1].data.address.city',
    violations: [{ path: 'address.city', constraints: ['isString'] }],
  });
});

test('no value is in the message', async () => {
  const error = await refusal(Registered.of({ age: 1, nickname: 'far-too-long-and-secret' }));
  expect(String(error)).not.toContain('secret');
  expect(JSON.stringify(error)).not.toContain('secret');
});
