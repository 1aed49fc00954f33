import type { Entry } from '../history/entry.js';
import type { LoggedEvent } from './log.js';
import type { StepRow } from './standing.js';

const longest = 200;

/** A line of the history as a person reads it. */
export function lineInShort({ process, at, ...said }: Entry): string {
  // Ids of what is asked for follow from its values, and are long.
  const text = JSON.stringify(said, (name, value: unknown) => (name === 'eventId' ? undefined : value));
  return `${at.toFixed(3)} ${process} ${cut(text)}`;
}

/** A step of a saga as a person reads it. */
export function stepInShort({ key, number, kind, type, status, attempts, deadline }: StepRow): string {
  const cause = deadline === undefined ? '' : `, by the deadline "${deadline}"`;
  return cut(`step ${number} of ${key}: ${kind} ${type}, ${status}, sent ${attempts} times${cause}`);
}

/** A row of the log as a person reads it. */
export function rowInShort({
  position,
  stream,
  version,
  type,
  call,
  value,
  coins,
  counterpart,
  of: instance,
  eventId,
}: LoggedEvent): string {
  const whose = call ?? instance;
  const of = whose === undefined ? '' : ` of ${whose}`;
  const holds = value ?? `${coins ?? 0} coins${counterpart === undefined ? '' : `, the other account: ${counterpart}`}`;
  return cut(`log ${position}: ${stream} ${version} ${type}${of}: ${holds} (${eventId})`);
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
