/**
 * The part of the Standard Schema specification (version 1, standardschema.dev) that a union of events needs. Zod,
 * Valibot, ArkType and others satisfy it; written out here so that none of them is a dependency.
 *
 * What a schema takes and what it gives must be one type: it judges an event and does not change it, because what is
 * kept is what was decided.
 */
export interface EventSchema<Event> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly types?: { readonly input: Event; readonly output: Event } | undefined;
    readonly validate: (value: unknown) => EventJudgement<Event> | Promise<EventJudgement<Event>>;
  };
}

/** What a schema says of an event. */
export type EventJudgement<Event> =
  | { readonly value: Event; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] };

/** True for a value that can serve as a schema; some libraries' schemas are functions. */
export function isEventSchema(value: unknown): value is EventSchema<unknown> {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && '~standard' in value;
}
