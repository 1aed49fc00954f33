import { expect, test } from '@jest/globals';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventCodec } from './event-codec.js';
import { EventTypeRegistry } from './event-type-registry.js';
import type { PayloadValidator } from './validation/payload-validator.js';

@EventType('underway.listed')
class Listed extends DomainEvent<'underway.listed'> {
  readonly items!: unknown[];
}

const registry = new EventTypeRegistry().register(Listed);
const slow: PayloadValidator = { validate: async () => [] };

test('what is changed while the validator works is not what is written', async () => {
  const event = Listed.of({ items: [1] });
  const encoding = new EventCodec({ registry, validation: slow }).encode('list-1', [event]);
  event.items.push(new Date(), Number.NaN);
  expect((await encoding)[0]?.data).toBe('{"items":[1]}');
});

test('a wrong build that serialises after the validator would have written it', async () => {
  const event = Listed.of({ items: [1] });
  const encoding = Promise.resolve(slow.validate(event, { ...registry.definitions()[0]! })).then(() =>
    JSON.stringify(event),
  );
  event.items.push(Number.NaN);
  expect(await encoding).toBe('{"items":[1,null]}');
});
