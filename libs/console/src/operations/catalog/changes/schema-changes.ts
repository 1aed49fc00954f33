import { type Alternative, alternativesOf, fits, type Kind, valuesOf } from '../schema/alternatives.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { fieldChanges } from './field-changes.js';
import { inside, type Place } from './place.js';
import type { SchemaChange } from './schema-change.js';
import { tightenedRules } from './tightened-rules.js';

/** How deep a schema that holds itself is compared. */
const deepest = 12;

/**
 * What has changed between two shapes of one event, as far as stored events meet it: whether everything that fitted the
 * one fits the other, and which fields are gone.
 *
 * A new field that may be missing, another kind beside the old one, a longer list of values: none of that is a change here,
 * because what is stored is read as before.
 */
export function schemaChanges(before: JsonSchema, after: JsonSchema): readonly SchemaChange[] {
  return once(changesBetween(before, after, { path: '', roots: { before, after }, depth: 0, compare: changesBetween }));
}

function changesBetween(before: JsonSchema, after: JsonSchema, place: Place): readonly SchemaChange[] {
  if (place.depth > deepest) return [];
  const { path, roots } = place;
  const stored = alternativesOf(before, roots.before);
  const taken = alternativesOf(after, roots.after);
  return stored.flatMap((one) => {
    const candidates = taken.filter(({ kind }) => (one.kind === undefined ? kind === undefined : fits(one.kind, kind)));
    if (candidates.length === 0) return [refused(one.kind, stored, taken, path)];
    const all = candidates.map((candidate) => alternativeChanges(one, candidate, place));
    return all.reduce((least, changes) => (breaking(changes) < breaking(least) ? changes : least));
  });
}

function alternativeChanges(before: Alternative, after: Alternative, place: Place): readonly SchemaChange[] {
  const { path } = place;
  const [was, is] = [before.schema, after.schema];
  if (was['x-codec'] !== is['x-codec']) {
    const words = `was read by ${codecOf(was)} and is read by ${codecOf(is)}`;
    return [{ kind: 'codec-changed', path, words, breaks: true }];
  }
  return [
    ...valueChanges(before, after, path),
    ...(before.kind === 'object' ? fieldChanges(was, is, place) : []),
    ...(before.kind === 'array' ? itemChanges(was, is, place) : []),
    ...tightenedRules(was, is, path),
  ];
}

function valueChanges(before: Alternative, after: Alternative, path: string): readonly SchemaChange[] {
  const is = valuesOf(after.schema)?.map((value) => JSON.stringify(value));
  if (is === undefined) return [];
  const was = (valuesOf(before.schema) ?? everyValueOf(before.kind))?.map((value) => JSON.stringify(value));
  if (was === undefined) {
    return [
      { kind: 'enum-closed', path, words: `could be any ${before.kind} and is one of ${is.join(', ')}`, breaks: true },
    ];
  }
  const gone = was.filter((value) => !is.includes(value));
  return gone.length === 0
    ? []
    : [{ kind: 'enum-narrowed', path, words: `may not be ${gone.join(', ')} any more`, breaks: true }];
}

function everyValueOf(kind: Kind | undefined): readonly (boolean | null)[] | undefined {
  if (kind === 'null') return [null];
  return kind === 'boolean' ? [true, false] : undefined;
}

function itemChanges(before: JsonSchema, after: JsonSchema, place: Place): readonly SchemaChange[] {
  const path = `${place.path}[]`;
  const [was, is] = [before.prefixItems?.length ?? 0, after.prefixItems?.length ?? 0];
  const inner = inside(place, path);
  const hasMore = before.items !== false;
  const places = hasMore ? Math.max(was, is) : was;
  const changes = Array.from({ length: places }, (_, at) =>
    changesBetween(itemAt(before, at), itemAt(after, at), inner),
  ).flat();
  if (is > was) {
    changes.push({ kind: 'field-required', path, words: `has ${is} places and had ${was}`, breaks: true });
  }
  if (hasMore && after.items === false) {
    changes.push({ kind: 'field-removed', path, words: 'may not have more items any more', breaks: true });
  } else if (hasMore) {
    changes.push(...changesBetween(itemAt(before, places), itemAt(after, places), inner));
  }
  return changes;
}

function itemAt({ prefixItems = [], items = {} }: JsonSchema, place: number): JsonSchema {
  return prefixItems[place] ?? (typeof items === 'boolean' ? {} : items);
}

function refused(
  kind: Kind | undefined,
  stored: readonly Alternative[],
  taken: readonly Alternative[],
  path: string,
): SchemaChange {
  if (kind === 'null')
    return { kind: 'null-refused', path, words: 'could be null and may not be any more', breaks: true };
  return { kind: 'field-retyped', path, words: `was ${kindsOf(stored)} and is ${kindsOf(taken)}`, breaks: true };
}

function kindsOf(alternatives: readonly Alternative[]): string {
  return [...new Set(alternatives.map(({ kind }) => kind ?? 'anything'))].join(' or ');
}

function codecOf(schema: JsonSchema): string {
  return schema['x-codec'] === undefined ? 'no codec' : `the codec "${schema['x-codec']}"`;
}

function breaking(changes: readonly SchemaChange[]): number {
  return changes.filter(({ breaks }) => breaks).length;
}

function once(changes: readonly SchemaChange[]): readonly SchemaChange[] {
  return [...new Map(changes.map((change) => [`${change.kind} ${change.path}`, change])).values()];
}
