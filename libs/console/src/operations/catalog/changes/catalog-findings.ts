import { isDaybookError } from '@daybook/domain';
import type { DescribedEvent } from '../described-events.js';
import type { CataloguedEvent, EventCatalog } from '../event-catalog.js';
import { rowLike } from '../row-like.js';
import type { UpcastSteps } from '../upcast-steps.js';
import { type Finding, upcasterInWords } from './finding.js';
import type { SchemaChange } from './schema-change.js';
import { schemaChanges } from './schema-changes.js';

/** What is compared: the code of today, and what it was when its catalog was committed. */
export interface Compared {
  readonly described: readonly DescribedEvent[];
  readonly steps: UpcastSteps;
  /** Undefined before there is one. */
  readonly committed: EventCatalog | undefined;
  /** Judges the upcasters as a start would. @throws what stops the start */
  readonly judgeUpcasters: () => void;
}

/**
 * What stored events would meet in today's code: shapes that nothing reads any more, upcasters that are missing, and events
 * that tell of rows. The order is that of the types.
 */
export function catalogFindings({ described, steps, committed, judgeUpcasters }: Compared): readonly Finding[] {
  const today = new Map(described.map((event) => [event.definition.type, event] as const));
  const known = new Map((committed?.events ?? []).map((event) => [event.type, event] as const));
  const types = [...new Set([...today.keys(), ...known.keys()])].sort();
  const found = types.flatMap((type) => {
    const [own, before] = [today.get(type), known.get(type)];
    const findings = [
      ...pastFindings(own, before, steps, today),
      ...shapeFindings(own, before),
      ...ownFindings(own, before),
    ];
    return findings.map((finding) => accepted(finding, before));
  });
  return [...found, ...startFindings(found, judgeUpcasters)];
}

/** Versions that were written once, and that nothing lifts to what is written today. */
function pastFindings(
  own: DescribedEvent | undefined,
  before: CataloguedEvent | undefined,
  steps: UpcastSteps,
  today: ReadonlyMap<string, DescribedEvent>,
): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { version } of before?.versions ?? []) {
    const type = before?.type ?? '';
    const current = own?.definition.schemaVersion;
    if (current !== undefined && version > current && steps.stepFrom({ type, version }) === undefined) {
      const text = `Version ${version} of "${type}" was written, and the class is at version ${current}. A version is never taken back: give the class version ${version + 1} and lift ${version} to it.`;
      found.set('version-lowered', { weight: 'breaks', type, key: `version-lowered:${version}`, text });
      continue;
    }
    const step = steps.missingFrom({ type, version });
    if (step === undefined) continue;
    const name = today.get(step.type)?.name ?? (step.type === type ? before?.name : undefined) ?? step.type;
    const missing = { from: { type: step.type, version: step.version }, to: step.next, name };
    const words = upcasterInWords(missing);
    const removed = step.next === undefined;
    const text = removed
      ? `No class bears "${step.type}" any more, and version ${step.version} of it is stored. The upcaster ${words} is missing: lift it to the type that has taken its place, or to an empty list, which drops it.`
      : `The upcaster ${words} is missing, so that version ${version} of "${type}" cannot be read.`;
    const key = removed ? 'type-removed' : `upcaster-missing:${step.version}`;
    found.set(key, { weight: 'breaks', type, key, text, missing });
  }
  return [...found.values()];
}

/** A shape that has changed under its version. */
function shapeFindings(own: DescribedEvent | undefined, before: CataloguedEvent | undefined): readonly Finding[] {
  if (own === undefined || before === undefined) return [];
  const { type, schemaVersion: version } = own.definition;
  const stored = before.versions.find((one) => one.version === version);
  if (stored?.schema == null) return [];
  const missing = { from: { type, version }, to: version + 1, name: own.name };
  return schemaChanges(stored.schema, own.schema).map((change): Finding => {
    const { kind, path, breaks } = change;
    const key = `${kind}:${path}`;
    const text = inWords(change, type);
    if (!breaks) return { weight: 'notes', type, key, text };
    const remedy = `Give the class version ${version + 1}; the upcaster ${upcasterInWords(missing)} is missing.`;
    return { weight: 'breaks', type, key, text: `${text} ${remedy}`, missing };
  });
}

function inWords({ path, words }: SchemaChange, type: string): string {
  return `${path === '' ? 'The payload' : `"${path}"`} of "${type}" ${words}.`;
}

/** What is a pity about an event itself. */
function ownFindings(own: DescribedEvent | undefined, before: CataloguedEvent | undefined): readonly Finding[] {
  if (own === undefined) return [];
  const { type } = own.definition;
  const found: Finding[] = [];
  const row = rowLike(type, own.schema);
  if (row !== undefined) {
    const text = `"${type}" ${row}. Name the fact as the business does, or accept it: --accept "${type} row-like" --reason "…".`;
    found.push({ weight: 'warns', type, key: 'row-like', text });
  }
  for (const field of before?.personal.filter((one) => !own.personal.includes(one)) ?? []) {
    const text = `"${field}" of "${type}" is not marked as personal any more. What is stored still says something about a person.`;
    found.push({ weight: 'warns', type, key: `personal-unmarked:${field}`, text });
  }
  if (own.meaning === '') {
    const text = `"${type}" has no docstring. Say in one sentence above its class what has happened.`;
    found.push({ weight: 'notes', type, key: 'meaning-missing', text });
  }
  return found;
}

/** What would stop the start, as far as it is not found already. */
function startFindings(found: readonly Finding[], judgeUpcasters: () => void): readonly Finding[] {
  try {
    judgeUpcasters();
    return [];
  } catch (error) {
    if (!isDaybookError(error)) throw error;
    // A step that is missing has been named, with the version that it is missing for.
    if (error.code === 'upcaster-gap' && found.some(({ missing }) => missing !== undefined)) return [];
    return [{ weight: 'breaks', type: undefined, key: error.code, text: error.message }];
  }
}

function accepted(finding: Finding, before: CataloguedEvent | undefined): Finding {
  const { accepted: reasons = {} } = before ?? {};
  const reason = Object.hasOwn(reasons, finding.key) ? reasons[finding.key] : undefined;
  return reason === undefined ? finding : { ...finding, accepted: reason };
}
