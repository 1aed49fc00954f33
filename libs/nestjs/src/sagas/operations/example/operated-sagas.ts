import type { EventStore, SagaPage, SagaRecord, SagaStore } from '@daybook/event-store';
import { eventually } from '../../running/example/eventually.js';
import {
  sagaApplication,
  type SagaApplication,
  type SagaApplicationOptions,
} from '../../running/example/saga-application.js';
import { TransferSaga } from '../../running/example/transfers.js';
import { DaybookAlarms } from '../../../telemetry/daybook-alarms.js';
import { SagaRegistry } from '../../saga-registry.js';
import type { SagaClass } from '../../saga-options.js';
import { SagaOperations, type SagaOperationsParts } from '../saga-operations.js';

/** An application with sagas, and its operator. */
export interface OperatedSagas extends SagaApplication {
  readonly operations: SagaOperations;
  readonly alarms: DaybookAlarms;
  readonly parts: SagaOperationsParts;
}

export async function operatedSagas(
  url: string | undefined,
  sagas: readonly SagaClass[] = [TransferSaga],
  options: SagaApplicationOptions = {},
): Promise<OperatedSagas> {
  const found: { operations?: SagaOperations; registry?: SagaRegistry; alarms?: DaybookAlarms } = {};
  const operator = {
    provide: 'operator',
    inject: [SagaOperations, SagaRegistry, DaybookAlarms],
    useFactory: (operations: SagaOperations, registry: SagaRegistry, alarms: DaybookAlarms) =>
      Object.assign(found, { operations, registry, alarms }),
  };
  const application = await sagaApplication(sagas, url, {
    subscriptions: { heartbeatMs: 50 },
    sagas: { pollMs: 20 },
    ...options,
    providers: [operator, ...(options.providers ?? [])],
  });
  const { operations, registry, alarms } = found;
  if (operations === undefined || registry === undefined || alarms === undefined)
    throw new Error('The module provides no operations.');
  return {
    ...application,
    ...{ operations, alarms },
    parts: { store: application.store, sagas: registry, clock: application.clock },
  };
}

/** Fills two purses, and asks for a transfer between them. */
export async function askFor(its: SagaApplication, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await its.purses.create(`from-${id}`, (purse) => purse.fill(100));
    await its.purses.create(`to-${id}`, (purse) => purse.fill(0));
    await its.transfers.create(id, (transfer) => transfer.ask(`from-${id}`, `to-${id}`, 10));
  }
}

/** Waits until an instance is stuck. */
export async function stuck(its: SagaApplication, key: string): Promise<SagaRecord> {
  let found: SagaRecord | undefined;
  await eventually(async () => {
    found = (await its.show(key))?.record;
    if (found?.failure === undefined) throw new Error(`"${key}" is not stuck.`);
  });
  return found as SagaRecord;
}

/** The same parts, but that something happens right before an operation takes hold of an instance, once. */
export function withMeanwhile(parts: SagaOperationsParts, meanwhile: () => Promise<unknown>): SagaOperationsParts {
  let isOver = false;
  const change = async (...asked: Parameters<SagaStore['change']>): Promise<unknown> => {
    if (!isOver) await meanwhile();
    isOver = true;
    return parts.store.sagas.change(...asked);
  };
  return withSagas(parts, { change });
}

/** The same parts, but that no page holds more than so many instances. */
export function withPagesOf(parts: SagaOperationsParts, limit: number): SagaOperationsParts {
  return withSagas(parts, { list: (page: SagaPage = {}) => parts.store.sagas.list({ ...page, limit }) });
}

function withSagas(parts: SagaOperationsParts, instead: object): SagaOperationsParts {
  const { store } = parts;
  const sagas = new Proxy(store.sagas, {
    get(target, name) {
      const value: unknown = Reflect.get(instead, name) ?? Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  const findAppend: EventStore['findAppend'] = (...asked) => store.findAppend(...asked);
  return { ...parts, store: { sagas, subscriptions: store.subscriptions, findAppend } };
}
