import { eventDefinitionOf, type JsonObject, type UpcastMetadata, type UpcastPart } from '@daybook/domain';
import { isPlainObject } from '../plain.js';
import { notJson } from './json-answer.js';
import { UpcasterFailed } from './upcaster-failed.error.js';
import type { StraightRoute, UpcasterChain } from './upcaster-chain.js';
import { type UpcastStep, upcasterName } from './upcast-step.js';

/** An event that steps have come to. */
export interface LiftedPart {
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
}

/**
 * The payload at the end of one-to-one steps.
 *
 * @param data the caller's to give away
 * @throws UpcasterFailed
 */
export function liftStraight({ steps }: StraightRoute, data: JsonObject, meta: UpcastMetadata): JsonObject {
  let lifted = data;
  let last: UpcastStep | undefined;
  for (const step of steps) {
    lifted = soleAnswer(step, answerOf(step, lifted, meta), meta);
    last = step;
  }
  return last === undefined ? lifted : asJson(last, lifted, meta);
}

/**
 * All events that a stored one has become, in order; none if it is dropped.
 *
 * @param data the caller's to give away
 * @throws UpcasterFailed
 */
export function liftApart(
  chain: UpcasterChain,
  { type, version, data }: LiftedPart,
  meta: UpcastMetadata,
): readonly LiftedPart[] {
  const step = chain.stepAt(type, version);
  if (step === undefined) return [{ type, version, data }];
  return partsOf(step, data, meta).flatMap((part) => liftApart(chain, part, meta));
}

function partsOf(step: UpcastStep, data: JsonObject, meta: UpcastMetadata): readonly LiftedPart[] {
  const answer = answerOf(step, data, meta);
  if (answer === null && step.drops) return [];
  const [target] = step.targets;
  if (!step.splits && target !== undefined) {
    return [{ ...target, data: asJson(step, soleAnswer(step, answer, meta), meta) }];
  }
  if (!Array.isArray(answer)) throw failed(step, meta, `answered ${inWords(answer)}, not a list of parts`);
  return (answer as readonly unknown[]).map((part) => partOf(step, part, meta));
}

function partOf(step: UpcastStep, part: unknown, meta: UpcastMetadata): LiftedPart {
  if (!isObject(part)) throw failed(step, meta, 'answered a part that is no { event, data }');
  const { event, data } = part as Partial<UpcastPart>;
  const type = typeof event === 'function' ? eventDefinitionOf(event).type : event;
  const target = step.targets.find((declared) => declared.type === type);
  if (target === undefined) throw failed(step, meta, 'answered a part whose event is none of its targets');
  if (!isObject(data)) throw failed(step, meta, `answered a part whose data is ${inWords(data)}, not a plain object`);
  return { ...target, data: asJson(step, data, meta) };
}

function answerOf(step: UpcastStep, data: JsonObject, meta: UpcastMetadata): unknown {
  try {
    return step.upcaster.upcast(data, meta);
  } catch (cause) {
    throw failed(step, meta, 'threw an error', cause);
  }
}

function soleAnswer(step: UpcastStep, answer: unknown, meta: UpcastMetadata): JsonObject {
  if (isObject(answer)) return answer as JsonObject;
  if (answer === null) {
    throw failed(step, meta, 'answered null and does not say that it drops events (@Upcaster({ drops: true }))');
  }
  throw failed(step, meta, `answered ${inWords(answer)}, not a plain object`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainObject(value);
}

function asJson(step: UpcastStep, data: JsonObject, meta: UpcastMetadata): JsonObject {
  const finding = notJson(data);
  if (finding === undefined) return withoutUndefined(data);
  throw failed(step, meta, `answered something in which a value ${finding}`);
}

/** A property that is undefined is as good as absent, and must not stand in the way of a class's own default. */
function withoutUndefined(data: JsonObject): JsonObject {
  for (const name in data) if (data[name] === undefined) return JSON.parse(JSON.stringify(data)) as JsonObject;
  return data;
}

function failed(step: UpcastStep, meta: UpcastMetadata, reason: string, cause?: unknown): UpcasterFailed {
  return new UpcasterFailed(upcasterName(step), meta, reason, cause === undefined ? undefined : { cause });
}

function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === undefined ? 'nothing' : `a ${typeof value}`;
  if (Array.isArray(value)) return 'a list';
  return 'then' in value ? 'a promise' : 'an instance of a class';
}
