import type { ParkedEvent, SagaCause, SagaStuckAt } from '@daybook/event-store';
import type { ListedSaga } from '../operations/sagas/listed-sagas.js';
import type { SagaInstanceView, SagaStepView, SagaView } from '../operations/sagas/saga-view.js';
import { columns } from './columns.js';
import { keyInWords } from './saga-named.js';

const fewKeys = 10;

/** How a saga is as a whole, line by line. */
export function sagaInWords({ saga, versions, counts, parked, reader }: ListedSaga): readonly string[] {
  const release = versions.length === 0 ? ', of another release' : '';
  const numbers = ['running', 'compensating', 'completed', 'compensated', 'ended'].flatMap((status) => {
    const its = counts.filter((count) => count.status === status);
    const all = sum(its);
    const stuck = sum(its.filter((count) => count.stuck));
    return all === 0 ? [] : [`${all} ${status}${stuck === 0 ? '' : ` (${stuck} stuck)`}`];
  });
  const keys = parked.slice(0, fewKeys).map(({ key, events }) => `${keyInWords(key)} (${events})`);
  const more = parked.length > fewKeys ? ', …' : '';
  return [
    `${saga}${release}, ${reader?.state ?? 'new'}: ${numbers.length === 0 ? 'no instances' : numbers.join(', ')}`,
    ...(reader?.paused === undefined ? [] : [`  its reader is paused: ${reader.paused.reason}`]),
    ...(reader?.stopped === undefined ? [] : [`  its reader has stopped: ${reader.stopped.reason}`]),
    ...(keys.length === 0 ? [] : [`  events are parked of ${parked.length} keys: ${keys.join(', ')}${more}`]),
  ];
}

function sum(counts: readonly { readonly instances: number }[]): number {
  return counts.reduce((all, { instances }) => all + instances, 0);
}

/** Instances in a table; what one is stuck at stands below it. */
export function instancesInWords(instances: readonly SagaInstanceView[]): readonly string[] {
  const rows = instances.map(({ saga, key, version, status, isStuck, changedAt }) => [
    ...[saga, keyInWords(key), `${version}`, isStuck ? `${status}, stuck` : status, changedAt.toISOString()],
  ]);
  const [heading, ...lines] = columns([['saga', 'key', 'version', 'status', 'changed'], ...rows]);
  return [
    ...(heading === undefined ? [] : [heading]),
    ...lines.flatMap((line, at) => {
      const { failure, stuckAt } = instances[at] ?? {};
      return failure === undefined ? [line] : [line, `  at ${stuckAtInWords(stuckAt)}: ${failure}`];
    }),
  ];
}

/** An instance with everything that is kept of it, line by line. */
export function sagaViewInWords(view: SagaView): readonly string[] {
  const { saga, key, isKnown, instance, steps, deadlines, parked } = view;
  const name = `${saga} ${keyInWords(key)}`;
  if (instance === null) return [`${name}: it has not begun, because its event is parked`, ...parkedInWords(parked)];
  const { status, isStuck, version, startedAt, changedAt, startedBy, correlationId, reason } = instance;
  return [
    `${name}: ${status}${isStuck ? ', stuck' : ''}${reason === undefined ? '' : `: ${reason}`}`,
    `  version ${version}${isKnown ? '' : ', which this release does not know'}`,
    `  began ${startedAt.toISOString()} with the event at position ${startedBy.position}, conversation ${correlationId}`,
    `  changed ${changedAt.toISOString()}`,
    ...(isStuck ? [`  stuck at ${stuckAtInWords(instance.stuckAt)}: ${instance.failure}`] : []),
    ...(steps.length === 0 ? ['no steps'] : ['steps', ...stepsInWords(steps)]),
    ...(deadlines.length === 0 ? [] : ['deadlines']),
    ...deadlines.map(({ name: of, dueAt }) => `  ${of}, ${dueAt.toISOString()}`),
    ...parkedInWords(parked),
    instance.state === undefined
      ? 'What it knows and sends is not shown, as it may be about people: --personal'
      : `state ${JSON.stringify(instance.state)}`,
    ...(instance.metadata === undefined ? [] : [`metadata ${JSON.stringify(instance.metadata)}`]),
  ];
}

function stepsInWords(steps: readonly SagaStepView[]): readonly string[] {
  const lines = columns(
    steps.map(({ number, kind, type, status, cause, endedAt, claimedBy }) => [
      ...[`  ${number}`, kind === 'compensation' ? `${type} (undoes)` : type],
      claimedBy === undefined ? status : `${status}, being sent by ${claimedBy}`,
      endedAt?.toISOString() ?? '',
      `because of ${causeInWords(cause)}`,
    ]),
  );
  return lines.flatMap((line, at) => {
    const { failure, attempts = 0, payload } = steps[at] ?? {};
    const tried = attempts === 0 ? '' : `${attempts} attempts${failure === undefined ? '' : ': '}`;
    const about = `${tried}${failure ?? ''}`;
    return [
      line,
      ...(about === '' ? [] : [`      ${about}`]),
      ...(payload === undefined ? [] : [`      ${JSON.stringify(payload)}`]),
    ];
  });
}

function parkedInWords(parked: readonly ParkedEvent[]): readonly string[] {
  return parked.flatMap(({ position, type, streamId, failure, attempts, parkedAt, retryRequestedAt }, at) => [
    ...(at === 0 ? ['parked'] : []),
    `  ${position}  ${type} of ${streamId}, since ${parkedAt.toISOString()}${retryRequestedAt === undefined ? '' : ', retry asked for'}`,
    `    ${failure === undefined ? 'waits behind another' : `failed ${attempts} times: ${failure}`}`,
  ]);
}

function causeInWords(cause: SagaCause): string {
  if ('type' in cause) return cause.type;
  if ('deadline' in cause) return `the deadline "${cause.deadline}"`;
  if ('refusedStep' in cause) return `the refusal of step ${cause.refusedStep}`;
  return `an operator: ${cause.operator}`;
}

/** At what an instance is, or was, stuck. */
export function stuckAtInWords(at: SagaStuckAt | undefined): string {
  if (at === undefined) return 'nothing that can be named';
  return 'step' in at ? `step ${at.step}` : `the deadline "${at.deadline}"`;
}
