import { DomainEvent } from '../event/domain-event.js';
import type { EventClass } from '../event/domain-event.js';
import { EventType } from '../event/event-type.decorator.js';
import { PersonalData } from '../personal-data/personal-data.decorator.js';
import type { EventSchema } from './event-schema.js';
import { unionSchema } from './union-schema.js';

/** What a union says of one of its events beside the schema. */
export interface MemberOptions<Field extends string = string> {
  /** The version of the payload's shape, a whole number from 1. Default 1. */
  readonly version?: number | undefined;
  /** The fields that say something about a person. Default: none. */
  readonly personal?: readonly Field[] | undefined;
}

/**
 * The class of one event of a union. It bears the event's type where `@EventType` would put it, on its prototype as well,
 * so that code that reads events can tell them apart by `event.type`, and under `payloadSchema` what judges its payload.
 */
export function memberClass(type: string, schema: EventSchema<unknown>, options: MemberOptions): EventClass {
  const { version = 1, personal = [] } = options;
  const member = class extends DomainEvent {};
  // Named for its type, in messages and in what a debugger shows; nothing that is kept depends on it.
  Object.defineProperty(member, 'name', { value: type, configurable: true });
  Object.defineProperty(member.prototype, 'type', { value: type });
  Object.defineProperty(member, 'payloadSchema', { value: ofPayload(schema, type) });
  Object.defineProperty(member, unionSchema, { value: schema });
  for (const field of personal) PersonalData()(member.prototype as object as Record<string, unknown>, field);
  EventType(type, { version })(member);
  return member;
}

/** The union's schema for the payload of one of its events, which is kept without its type. */
function ofPayload(schema: EventSchema<unknown>, type: string): EventSchema<unknown> {
  const standard = schema['~standard'];
  const validate: typeof standard.validate = (payload) => standard.validate({ type, ...(payload as object) });
  return { '~standard': { version: 1, vendor: standard.vendor, validate } };
}
