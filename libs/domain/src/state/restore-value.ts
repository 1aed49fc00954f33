import type { JsonObject, JsonValue } from '../json/json-value.js';
import { isValueObject } from '../value/value-object.js';
import { capturesItself } from './captures-state.js';
import { fieldPath, itemPath, written } from './path.js';
import type { Path } from './path.js';
import { restoreBigint, restoreDate, restoreNumber } from './restore-primitive.js';
import { StateNotRestored } from './state-not-restored.error.js';
import type { StateTag } from './state-tag.js';
import { stateClassOf } from './state-type.decorator.js';

/** The value that was captured as this JSON. */
export function restoreValue(json: JsonValue, path: Path): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (isList(json)) return json.map((item, index) => restoreValue(item, itemPath(path, index)));
  const [tag, second] = Object.keys(json);
  if (tag?.startsWith('$') !== true) return restoreFields({}, json, path);
  if (second !== undefined) throw new StateNotRestored(written(path), 'holds a tag among other names');
  const restoreTagged = byTag.get(tag);
  if (restoreTagged === undefined) throw new StateNotRestored(written(path), 'holds an unknown tag');
  return restoreTagged(json[tag] as JsonValue, path);
}

/** Gives an object the fields that were captured, each its own, whatever its prototype says about the name. */
export function restoreFields<T extends object>(target: T, json: JsonObject, path: Path): T {
  for (const [name, value] of Object.entries(json)) setField(target, name, restoreValue(value, fieldPath(path, name)));
  return target;
}

/** Gives an object what was captured of its contents: itself if it can, else its fields. */
export function restoreContents<T extends object>(target: T, json: JsonValue, path: Path): T {
  if (capturesItself(target)) {
    target.restoreState(restoreValue(json, path));
    return target;
  }
  const fields = restoreValue(json, path);
  if (typeof fields !== 'object' || fields === null) throw new StateNotRestored(written(path), 'holds no fields');
  for (const [name, value] of Object.entries(fields)) setField(target, name, value);
  return target;
}

const byTag: ReadonlyMap<string, (json: JsonValue, path: Path) => unknown> = new Map<
  StateTag,
  (json: JsonValue, path: Path) => unknown
>([
  ['$undefined', () => undefined],
  ['$number', restoreNumber],
  ['$bigint', restoreBigint],
  ['$date', restoreDate],
  [
    '$map',
    (json, path) =>
      new Map(pairs(json, path).map(([key, value]) => [restoreValue(key, path), restoreValue(value, path)])),
  ],
  ['$set', (json, path) => new Set(list(json, path).map((member) => restoreValue(member, path)))],
  ['$object', (json, path) => named({}, json, path)],
  ['$bare', (json, path) => named(Object.create(null) as object, json, path)],
  ['$state', (json, path) => instance(json, path)],
]);

function instance(json: JsonValue, path: Path): object {
  const [stateType, contents] = list(json, path);
  const ofClass = typeof stateType === 'string' ? stateClassOf(stateType) : undefined;
  if (ofClass === undefined || contents === undefined) {
    throw new StateNotRestored(written(path), 'names a state type that no class bears');
  }
  const prototype = ofClass.prototype as object;
  const blank = capturesItself(prototype)
    ? new (ofClass as unknown as new () => object)()
    : (Object.create(prototype) as object);
  const restored = restoreContents(blank, contents, path);
  return isValueObject(restored) ? Object.freeze(restored) : restored;
}

function named(target: object, json: JsonValue, path: Path): object {
  for (const [name, value] of pairs(json, path)) {
    if (typeof name !== 'string') throw new StateNotRestored(written(path), 'holds a name that is no text');
    setField(target, name, restoreValue(value, path));
  }
  return target;
}

function setField(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function pairs(json: JsonValue, path: Path): (readonly [JsonValue, JsonValue])[] {
  return list(json, path).map((pair) => {
    const [key, value] = list(pair, path);
    if (key === undefined || value === undefined) throw new StateNotRestored(written(path), 'holds half a pair');
    return [key, value] as const;
  });
}

function list(json: JsonValue, path: Path): readonly JsonValue[] {
  if (!isList(json)) throw new StateNotRestored(written(path), 'holds something else than a list under its tag');
  return json;
}

function isList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}
