const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Judge = (value: unknown) => boolean;

const isText: Judge = (value) => typeof value === 'string';
const isCount: Judge = (value) => Number.isSafeInteger(value) && Number(value) >= 1;
const isMoment: Judge = (value) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;

const fields = new Map<string, Judge>([
  ['streamId', isText],
  ['version', isCount],
  ['eventId', (value) => typeof value === 'string' && uuid.test(value)],
  ['type', isText],
  ['schemaVersion', isCount],
  ['data', isJsonObject],
  ['metadata', isJsonObject],
  ['occurredAt', isMoment],
  ['recordedAt', isMoment],
  ['position', isCount],
]);

/** Why a line does not have the form of an event; undefined if it has. Says no value, which may be somebody's own. */
export function whyNotEvent(json: Readonly<Record<string, unknown>>): string | undefined {
  for (const [field, isValid] of fields) {
    if (!Object.hasOwn(json, field)) return `has no ${field}`;
    if (!isValid(json[field])) return `has a ${field} that cannot be one`;
  }
  const unknown = Object.keys(json).find((field) => !fields.has(field));
  return unknown === undefined ? undefined : 'has a field that an event does not have';
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
