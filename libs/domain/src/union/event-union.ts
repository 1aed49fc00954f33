import { isDomainEvent } from '../event/domain-event.js';
import type { DomainEvent, EventClass } from '../event/domain-event.js';
import { buildFrozen } from '../field/build-frozen.js';
import { EventNotInUnion } from './event-not-in-union.error.js';
import { EventUnionInvalid } from './event-union-invalid.error.js';
import { isEventSchema } from './event-schema.js';
import type { EventSchema } from './event-schema.js';
import { memberClass } from './member-class.js';
import type { MemberOptions } from './member-class.js';
import type { PlainEvent, UnionEvent } from './plain-event.js';

/** Only a type: under it a union says what its events are. Nothing stands under it at run time. */
export declare const member: unique symbol;

/** A discriminated union as events of the store: one class for each member, made from its type. */
export class EventUnion<Event extends PlainEvent> {
  declare readonly [member]: Event;
  /** The classes by type, for `@On(stockEvents.classes['stock.received'])` and `forFeature({ events })`. */
  readonly classes: {
    readonly [Type in Event['type']]: EventClass<UnionEvent<Extract<Event, { readonly type: Type }>>>;
  };
  readonly #byType: ReadonlyMap<unknown, EventClass>;

  /** @internal */
  constructor(byType: ReadonlyMap<string, EventClass>) {
    this.#byType = byType;
    // Without a prototype: a type may be called `toString`.
    this.classes = Object.freeze(Object.assign(Object.create(null) as object, Object.fromEntries(byType))) as never;
  }

  /**
   * A plain event as the store takes it: an instance of its type's class, frozen. Nothing is validated yet; that happens
   * when it is appended.
   *
   * @example await store.append('stock-pen', [stockEvents.of({ type: 'stock.received', quantity: 3 })], { expected: 'any' });
   * @throws EventNotInUnion, ReservedField
   */
  of<const Type extends Event['type']>(
    event: { readonly type: Type } & Extract<Event, { readonly type: Type }>,
  ): UnionEvent<Extract<Event, { readonly type: Type }>> {
    const { type, ...fields } = event;
    const eventClass = this.#byType.get(type);
    if (eventClass === undefined) throw new EventNotInUnion(type, [...this.#byType.keys()] as string[]);
    return buildFrozen(eventClass, fields) as never;
  }

  /** An event of one of its classes as plain data: the type, and what the event holds. */
  plain(event: UnionEvent<Event>): Event {
    const fields: object = event;
    return { type: event.type, ...fields } as unknown as Event;
  }

  /** True for an event of one of its classes. */
  has(event: unknown): event is UnionEvent<Event> {
    if (!isDomainEvent(event)) return false;
    const { type } = event as DomainEvent & Partial<PlainEvent>;
    return Object.getPrototypeOf(event) === this.#byType.get(type)?.prototype;
  }
}

/** What the list of types must be beside a list: without a gap. Otherwise it asks for what is missing. */
type Complete<Type extends string, Types extends readonly string[]> = string extends Type
  ? { readonly 'the schema must tell its events apart by a literal': 'type' }
  : [Exclude<Type, Types[number]>] extends [never]
    ? unknown
    : { readonly 'the list lacks': Exclude<Type, Types[number]> };

/**
 * Makes events of a discriminated union: plain objects, told apart by `type` and validated by any library that implements
 * Standard Schema, such as Zod.
 *
 * They are decided and folded as plain objects. The store keeps them like all others, under their type and without it in
 * their data, and validates them against the whole schema when they are appended; never when they are read.
 *
 * @param schema of the whole union; it judges and does not change, so one that transforms does not compile
 * @param types every type of the union, because no schema can be asked for them; one too few or too many does not compile
 * @param members by type: `version` of the payload's shape (default 1), `personal` fields (default none)
 *
 * @example
 * export const stockEvents = unionOf(
 *   z.discriminatedUnion('type', [
 *     z.strictObject({ type: z.literal('stock.received'), quantity: z.int().positive() }),
 *     z.strictObject({ type: z.literal('stock.reserved'), orderId: z.string(), quantity: z.int().positive() }),
 *   ]),
 *   ['stock.received', 'stock.reserved'],
 *   { 'stock.reserved': { version: 2 } },
 * );
 *
 * @throws EventUnionInvalid it is no schema, or the list is empty or names a type twice
 * @throws InvalidName, InvalidSchemaVersion a type or its version cannot be kept
 */
export function unionOf<Event extends PlainEvent, const Types extends readonly Event['type'][]>(
  schema: EventSchema<Event>,
  types: Types & Complete<Event['type'], Types>,
  members: {
    readonly [Member in Event as Member['type']]?: MemberOptions<Exclude<keyof Member & string, 'type'>>;
  } = {},
): EventUnion<Event> {
  if (!isEventSchema(schema)) {
    throw new EventUnionInvalid(
      'was given something else than a schema',
      'Give it a Standard Schema, such as one of Zod.',
    );
  }
  if (types.length === 0) throw new EventUnionInvalid('names no type', 'List every type of the union.');
  const options = new Map<string, MemberOptions>(Object.entries(members));
  const byType = new Map<string, EventClass>();
  for (const type of types) {
    if (byType.has(type)) throw new EventUnionInvalid(`names the type "${type}" twice`, 'List it once.');
    byType.set(type, memberClass(type, schema, options.get(type) ?? {}));
  }
  return new EventUnion(byType);
}
