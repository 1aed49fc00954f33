import { eventFromJson, type EventDefinition, type JsonObject } from '@daybook/domain';
import { EventCodec, EventTypeRegistry } from '@daybook/event-store';
import type { DescribedEvent } from './described-events.js';
import { catalogFormat, type CataloguedEvent, type CataloguedVersion, type EventCatalog } from './event-catalog.js';
import { exampleOfSchema } from './examples/example-of-schema.js';
import { misfitsOf } from './schema/misfit.js';
import type { UpcastSteps } from './upcast-steps.js';

/**
 * The catalog of today's code, on top of the one that is committed: what the code says is from the code, what it has
 * forgotten (earlier versions, types that nobody writes any more, examples) stays as it was.
 */
export async function catalogueEvents(
  described: readonly DescribedEvent[],
  steps: UpcastSteps,
  committed: EventCatalog | undefined,
): Promise<EventCatalog> {
  const known = new Map(committed?.events.map((event) => [event.type, event] as const));
  const today = new Map(described.map((event) => [event.definition.type, event] as const));
  const lifted = steps.all().flatMap(({ type, targets }) => [type, ...targets.map((target) => target.type)]);
  const types = [...new Set([...today.keys(), ...known.keys(), ...lifted])].sort();
  const events: CataloguedEvent[] = [];
  for (const type of types) {
    const own = today.get(type);
    const before = known.get(type);
    const versions = await versionsOf(type, own, before, steps);
    events.push(own === undefined ? retired(type, before, versions) : current(own, before, versions));
  }
  return { format: catalogFormat, events };
}

function current(
  { definition, name, meaning, personal, emittedBy, readBy }: DescribedEvent,
  before: CataloguedEvent | undefined,
  versions: readonly CataloguedVersion[],
): CataloguedEvent {
  const { type, schemaVersion: version } = definition;
  return { type, name, version, meaning, personal, emittedBy, readBy, versions, accepted: before?.accepted ?? {} };
}

/** A type that nobody writes any more: it has no aggregates and no readers of its own. */
function retired(
  type: string,
  before: CataloguedEvent | undefined,
  versions: readonly CataloguedVersion[],
): CataloguedEvent {
  return {
    type,
    name: null,
    version: null,
    meaning: before?.meaning ?? '',
    personal: before?.personal ?? [],
    emittedBy: [],
    readBy: { projections: [], reactions: [], sagas: [] },
    versions,
    accepted: before?.accepted ?? {},
  };
}

async function versionsOf(
  type: string,
  own: DescribedEvent | undefined,
  before: CataloguedEvent | undefined,
  steps: UpcastSteps,
): Promise<readonly CataloguedVersion[]> {
  const today = own?.definition.schemaVersion;
  const known = new Map(before?.versions.map((one) => [one.version, one] as const));
  const lifted = steps.all().flatMap((step) => [{ type: step.type, version: step.from }, ...step.targets]);
  const numbers = new Set([
    ...known.keys(),
    ...lifted.filter((one) => one.type === type).map(({ version }) => version),
  ]);
  if (today !== undefined) numbers.add(today);
  const versions: CataloguedVersion[] = [];
  for (const version of [...numbers].sort((a, b) => a - b)) {
    const { schema = null, examples = [] } = known.get(version) ?? {};
    const step = steps.stepFrom({ type, version });
    const upcast = step === undefined ? null : { by: step.upcasterClass.name, to: step.targets };
    if (own === undefined || version !== today) versions.push({ version, schema, examples, upcast });
    else versions.push({ version, schema: own.schema, examples: await examplesOf(own, examples), upcast });
  }
  return versions;
}

/** Those of the docstring, and those that are kept and still fit; one that is made, if there are none. */
async function examplesOf(event: DescribedEvent, kept: readonly JsonObject[]): Promise<readonly JsonObject[]> {
  const { schema, definition } = event;
  const told = [...event.examples, ...kept.filter((example) => misfitsOf(example, schema).length === 0)];
  const once = [...new Map(told.map((example) => [JSON.stringify(example), example])).values()];
  if (once.length > 0) return once;
  const made = exampleOfSchema(schema);
  return (await isValid(definition, made)) ? [made] : [];
}

/** Whether a payload could be appended today: by the rules of its class, which a schema cannot say all of. */
export async function isValid(definition: EventDefinition, example: JsonObject): Promise<boolean> {
  const registry = new EventTypeRegistry().register(definition.eventClass);
  try {
    await new EventCodec({ registry }).encode('example-1', [eventFromJson(definition, example)]);
    return true;
  } catch {
    return false;
  }
}
