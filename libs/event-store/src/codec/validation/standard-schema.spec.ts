import { expect, test } from '@jest/globals';
import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt } from 'class-validator';
import { z } from 'zod';
import { EventCodec, type EventCodecOptions } from '../event-codec.js';
import { EventTypeRegistry } from '../event-type-registry.js';
import { classValidator } from './class-validator.js';
import { noValidation } from './payload-validator.js';
import { standardSchema } from './standard-schema-validator.js';

@EventType('schema.registered')
class Registered extends DomainEvent<'schema.registered'> {
  static readonly payloadSchema = z.object({
    age: z.int().positive(),
    lines: z.array(z.object({ amount: z.number() })).optional(),
  });
  readonly age!: number;
  readonly lines?: readonly { readonly amount: number }[];
}

@EventType('schema.counted')
class Counted extends DomainEvent<'schema.counted'> {
  @IsInt() readonly count!: number;
}

const registry = new EventTypeRegistry().register(Registered, Counted);

async function refusal(event: DomainEvent, validation?: EventCodecOptions['validation']): Promise<unknown> {
  const codec = new EventCodec({ registry, ...(validation && { validation }) });
  try {
    await codec.encode('person-1', [event]);
    return 'accepted';
  } catch (error) {
    return error;
  }
}

test('a class with a schema is judged by it, and the others by their decorators, without being told', async () => {
  expect(await refusal(Registered.of({ age: 1, lines: [{ amount: 1.5 }] }))).toBe('accepted');
  expect(await refusal(Registered.of({ age: -1 }))).toMatchObject({
    code: 'event-payload-invalid',
    violations: [{ path: 'age', constraints: ['too_small'] }],
  });
  expect(await refusal(Counted.of({ count: 1.5 }))).toMatchObject({
    violations: [{ path: 'count', constraints: ['isInt'] }],
  });
});

test('a violation inside of lists is named by its way', async () => {
  const lines = [{ amount: 1 }, { amount: 'secret' as unknown as number }];
  const error = await refusal(Registered.of({ age: 1, lines }));
  expect(error).toMatchObject({
    field: 'events[0].data.lines[1].amount',
    violations: [{ constraints: ['invalid_type'] }],
  });
  expect(String(error)).not.toContain('secret');
});

test('a field that the schema would drop is refused', async () => {
  expect(await refusal(Object.assign(new Registered(), { age: 1, surprise: 1 }))).toMatchObject({
    violations: [{ path: 'surprise', constraints: ['unknown'] }],
  });
});

test('what the schema would change is written as it was', async () => {
  const trimming = standardSchema(() =>
    z.object({ age: z.number().transform((age) => age * 2), note: z.string().default('x') }),
  );
  const codec = new EventCodec({ registry, validation: trimming });
  expect((await codec.encode('person-1', [Registered.of({ age: 1 })]))[0]?.data).toBe('{"age":1}');
});

test('a schema that takes its time is waited for', async () => {
  const slow = standardSchema(() => z.object({ age: z.number().refine(async (age) => age > 1, { error: 'no' }) }));
  expect(await refusal(Registered.of({ age: 2 }), slow)).toBe('accepted');
  expect(await refusal(Registered.of({ age: 1 }), slow)).toMatchObject({
    violations: [{ path: 'age', constraints: ['custom'] }],
  });
});

test('a type without a schema is refused, unless somebody else judges it', async () => {
  expect(await refusal(Counted.of({ count: 1 }), standardSchema())).toMatchObject({
    code: 'payload-schema-missing',
    type: 'schema.counted',
  });
  expect(await refusal(Counted.of({ count: 1.5 }), standardSchema(undefined, noValidation))).toBe('accepted');
  expect(await refusal(Counted.of({ count: 1.5 }), standardSchema(undefined, classValidator()))).toMatchObject({
    code: 'event-payload-invalid',
  });
});

test('a schema of a parent class does not count', async () => {
  abstract class Person<Type extends string> extends DomainEvent<Type> {
    static readonly payloadSchema = z.object({ age: z.int() });
    readonly age!: number;
  }
  @EventType('schema.emigrated')
  class Emigrated extends Person<'schema.emigrated'> {
    readonly country!: string;
  }
  const codec = new EventCodec({
    registry: new EventTypeRegistry().register(Emigrated),
    validation: standardSchema(),
  });
  expect(() => codec.encode('person-1', [Emigrated.of({ age: 1, country: 'IT' })])).toThrow(
    expect.objectContaining({ code: 'payload-schema-missing' }),
  );
});
