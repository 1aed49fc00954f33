import { isDeepStrictEqual } from 'node:util';
import type { VaultAnswer, VaultCommand, VaultReply, VaultRequest, VaultState } from '../load/vault-requests.js';
import type { VaultLog } from './vault-log.js';
import { due, folded } from './vault-model.js';

/** The versions that the stream had when a request was sent, and when it was answered. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What is wrong with a reply, in sentences; none if each answer is what the log says. What was recorded must stand there
 * as it was told, and follow from the state before it; a refusal, or nothing to do, must follow from some version that
 * the stream had between the request and its answer.
 */
export function judgeVault(request: VaultRequest, reply: VaultReply, log: VaultLog, span: Span): readonly string[] {
  const found = violations(request, reply, log, span);
  const versions = `${span.from} to ${span.to}`;
  return found.map(
    (violation) => `${violation}: ${JSON.stringify(request)} at ${versions} was told ${JSON.stringify(reply)}`,
  );
}

function violations(request: VaultRequest, { answers }: VaultReply, log: VaultLog, span: Span): readonly string[] {
  // A refusal that leaves a transaction takes with it what was written before.
  const isGone = request.way === 'committed' && answers.some(({ told }) => told === 'refused');
  if (isGone || request.way === 'rolled back') return unrecorded(request.commands, answers, log, span);
  let { from } = span;
  return answers.flatMap((answer, index) => {
    const found =
      answer.told === 'refused'
        ? refused(request, request.commands[index], answer, log, { ...span, from })
        : done(request, request.commands[index], answer, log, { ...span, from });
    if (answer.told === 'done') from = Math.max(from, answer.version);
    return found;
  });
}

type Done = VaultAnswer & { readonly told: 'done' };
type Refused = VaultAnswer & { readonly told: 'refused' };

function done(
  { expected }: VaultRequest,
  command: VaultCommand | undefined,
  { met, state, version, eventIds }: Done,
  log: VaultLog,
  { from, to }: Span,
): readonly string[] {
  const found: string[] = [];
  if (!isSame(state, log.states[version])) {
    found.push(`The state is not the fold to ${version}, ${JSON.stringify(log.states[version])}`);
  }
  if (version < from || version > to) found.push(`Version ${version} is not one of then`);
  if (command === undefined) return found;
  const before = version - eventIds.length;
  if (before < from) found.push(`It followed from version ${before}, which was over`);
  if (expected !== undefined && before !== expected) found.push(`It followed from version ${before}`);
  const rows = log.rows.slice(before, version);
  if (
    !isSame(
      rows.map(({ eventId }) => eventId),
      eventIds,
    )
  ) {
    found.push(`Other events stand at ${before + 1} to ${version}`);
  }
  const base = log.states[before];
  if (base === undefined) return [...found, `There is no version ${before}`];
  const right = due(base, command);
  if ('refusal' in right) return [...found, `It was to be refused for ${right.refusal}`];
  if (
    !isSame(
      rows.map(({ type, data }) => ({ type, data })),
      right.events,
    )
  ) {
    found.push(`${JSON.stringify(right.events)} was due`);
  }
  if (met !== base.balance) found.push(`The balance that it met was ${base.balance}`);
  return found;
}

/** As JSON: what came over a channel has the prototypes of elsewhere. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function refused(
  { expected }: VaultRequest,
  command: VaultCommand | undefined,
  { code, actual }: Refused,
  log: VaultLog,
  { from, to }: Span,
): readonly string[] {
  const versions = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const isRight = (version: number): boolean => {
    switch (code) {
      case 'aggregate-not-found':
        return version === 0;
      case 'aggregate-already-exists':
        return version > 0;
      case 'aggregate-outdated':
        return version !== expected && (actual ?? version) === version;
      case 'concurrency-conflict':
        return to > from;
      default: {
        const right = command && due(log.states[version]!, command);
        return right !== undefined && 'refusal' in right && right.refusal === code && (expected ?? version) === version;
      }
    }
  };
  return versions.some(isRight) ? [] : [`At no version of then it was to be refused for ${code}`];
}

/**
 * What was told within a transaction that is gone. Until it has appended it may meet what others have committed in the
 * meantime; from then on it alone goes on.
 */
function unrecorded(
  commands: readonly VaultCommand[],
  answers: readonly VaultAnswer[],
  log: VaultLog,
  { from, to }: Span,
): readonly string[] {
  let own: VaultState | undefined;
  let version = from;
  for (const [index, answer] of answers.entries()) {
    const command = commands[index]!;
    if (answer.told === 'refused') {
      const right = own && due(own, command);
      if (right === undefined)
        return refused({ id: '', way: 'rolled back', commands }, command, answer, log, { from: version, to });
      return 'refusal' in right && right.refusal === answer.code ? [] : [`It was not to be refused for ${answer.code}`];
    }
    const before = answer.version - answer.eventIds.length;
    const isThere = own === undefined ? before >= version && before <= to : before === version;
    const base = own ?? log.states[before];
    if (!isThere || base === undefined) return [`It followed from ${before}, which is not one of then`];
    const right = due(base, command);
    if ('refusal' in right) return [`It was to be refused for ${right.refusal}`];
    if (log.rows.some(({ eventId }) => answer.eventIds.includes(eventId))) return ['It has remained'];
    const occurredAt = answer.state.changedAt;
    const state = right.events.reduce((last, event) => folded(last, { ...event, occurredAt }), base);
    const isRight = right.events.length === answer.eventIds.length && isSame(answer.state, state);
    if (!isRight || answer.met !== base.balance) return [`${JSON.stringify(state)} after ${base.balance} was due`];
    version = answer.version;
    if (right.events.length > 0) own = state;
  }
  return [];
}
