import type { Clock } from '@daybook/domain';
import {
  type Ambient,
  type EventCodec,
  type EventStore,
  heldAppendInWords,
  listeningLostInWords,
  MemoryEventStore,
  migrate,
  migrationStatus,
  PostgresEventStore,
} from '@daybook/event-store';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { present } from '../commands/present.js';
import type { DaybookOptions, MigrationPolicy } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';
import { MigrationsPending } from './migrations-pending.error.js';
import type { OperatorStart } from './operator-start.js';
import type { StoreLocation } from './store-location.js';
import { UnopenedEventStore } from './unopened-event-store.js';

const stores = ['postgres', 'memory'];
const policies = ['run', 'check', 'ignore'];
const wakeUpsModes = ['listen', 'poll'];

/** What the store is made of. */
export interface EventStoreParts {
  readonly options: DaybookOptions;
  readonly clock: Clock;
  readonly codec: EventCodec;
  readonly ambient: Ambient;
  readonly location: StoreLocation;
  /** Given if the application is started for an operator's command. */
  readonly operator: OperatorStart | undefined;
}

/**
 * Opens the store that the options ask for, on tables that are as this release needs them.
 *
 * @throws InvalidOption, DataSourceMissing, MigrationsPending, and whatever `migrate` and `PostgresEventStore.open` throw
 */
export async function openEventStore(parts: EventStoreParts): Promise<EventStore> {
  const { options, clock, codec, ambient, location, operator } = parts;
  const { preparedStatements, wakeUps } = options;
  const { store, schema } = location;
  refuseUnknown('store', store, stores);
  refuseUnknown('migrations', options.migrations, policies);
  refuseUnknown('wakeUps', options.wakeUps, wakeUpsModes);
  if (operator?.opensStore === false) return new UnopenedEventStore();
  const { events, waiting, waitMs, answerMs } = options.limits ?? {};
  if (store === 'memory') {
    const limits = events === undefined ? undefined : { events };
    return new MemoryEventStore({ codec, clock, ambient, ...present({ limits }) });
  }
  const { dataSource } = location;
  const { heldAppendWarningMs } = options;
  const logger = new Logger('Daybook');
  await prepareSchema(dataSource, schema, migrationPolicy(options, operator));
  return PostgresEventStore.open({
    dataSource,
    codec,
    schema,
    clock,
    ambient,
    limits: present({ events, waiting, waitMs, answerMs }),
    ...present({ preparedStatements, heldAppendMs: heldAppendWarningMs === false ? undefined : heldAppendWarningMs }),
    wakeUps,
    onListeningLost: (lost) => logger.warn(listeningLostInWords(lost)),
    onHeldAppend: heldAppendWarningMs === false ? undefined : (held) => logger.warn(heldAppendInWords(held)),
  });
}

/**
 * A start in production never changes a database that operators answer for; nor does one for an operator's command, who
 * asks for that by name.
 */
export function migrationPolicy({ migrations }: DaybookOptions, operator: OperatorStart | undefined): MigrationPolicy {
  const policy = migrations ?? (process.env['NODE_ENV'] === 'production' ? 'check' : 'run');
  return operator !== undefined && policy === 'run' ? 'check' : policy;
}

async function prepareSchema(dataSource: DataSource, schema: string, policy: MigrationPolicy): Promise<void> {
  if (policy === 'run') {
    const applied = await migrate({ dataSource, schema });
    if (applied.length > 0) new Logger('Daybook').log(`Schema "${schema}": applied ${applied.join(', ')}`);
  }
  if (policy === 'check') {
    const states = await migrationStatus(dataSource, schema);
    const pending = states.filter(({ state }) => state === 'pending').map(({ name }) => name);
    if (pending.length > 0) throw new MigrationsPending(schema, pending);
  }
}

function refuseUnknown(option: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value)) throw new InvalidOption(option, value, allowed);
}
