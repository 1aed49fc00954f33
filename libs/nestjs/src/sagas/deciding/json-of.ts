import type { JsonObject } from '@daybook/domain';
import { jsonDataOf } from '@daybook/event-store';
import { CommandTypeMissing } from '../../commands/message/command-type-missing.error.js';
import { commandTypeOf } from '../../commands/message/command-type.decorator.js';
import { CommandNotJson } from '../command-not-json.error.js';
import type { SagaClass } from '../saga-options.js';
import { SagaStateNotJson } from '../saga-state-not-json.error.js';
import type { Sendable } from './saga-draft.js';

/** The state of an instance as it is kept, a copy; throws SagaStateNotJson. */
export function jsonOfState(saga: SagaClass, state: unknown): JsonObject {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    const reason = `is ${state === null ? 'null' : Array.isArray(state) ? 'an array' : `a ${typeof state}`}`;
    throw new SagaStateNotJson(saga, { place: '', reason, advice: 'Keep an object.', cause: undefined });
  }
  const json = jsonDataOf(state);
  if ('finding' in json) throw new SagaStateNotJson(saga, json.finding);
  return json.data;
}

/** A command as it is kept; throws CommandTypeMissing, CommandNotJson. */
export function sendableOf(saga: SagaClass, kind: Sendable['kind'], command: unknown): Sendable {
  if (typeof command !== 'object' || command === null) {
    const reason = `is a ${command === null ? 'null' : typeof command}`;
    const advice = 'Give an object of its class: new ReserveStock(…).';
    throw new CommandNotJson(saga, 'command', { place: '', reason, advice, cause: undefined });
  }
  const type = commandTypeOf(command);
  if (type === undefined) throw new CommandTypeMissing(command.constructor.name);
  const json = jsonDataOf(command);
  if ('finding' in json) throw new CommandNotJson(saga, type, json.finding);
  return { kind, type, payload: json.data };
}

/** A command as it was sent, made again from what is kept of it. */
export function commandFrom(commandClass: { readonly prototype: unknown }, payload: JsonObject): object {
  const fields = JSON.parse(JSON.stringify(payload)) as object;
  return Object.assign(Object.create(commandClass.prototype as object) as object, fields);
}
