import type { Clock } from '@daybook/domain';
import {
  EventCodec,
  type EventStore,
  type EventTypeRegistry,
  MemoryEventStore,
  migrate,
  migrationStatus,
  PostgresEventStore,
} from '@daybook/event-store';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { present } from '../commands/present.js';
import { DataSourceMissing } from './data-source-missing.error.js';
import type { DaybookOptions, MigrationPolicy } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';
import { MigrationsPending } from './migrations-pending.error.js';

const stores = ['postgres', 'memory'];
const policies = ['run', 'check', 'ignore'];

/** What the store is made of. */
export interface EventStoreParts {
  readonly options: DaybookOptions;
  readonly clock: Clock;
  readonly registry: EventTypeRegistry;
  /** The DataSource that the store is bound to, if Nest has it. */
  readonly dataSource: DataSource | undefined;
  readonly dataSourceName: string;
}

/**
 * Opens the store that the options ask for, on tables that are as this release needs them.
 *
 * @throws InvalidOption, DataSourceMissing, MigrationsPending, and whatever `migrate` and `PostgresEventStore.open` throw
 */
export async function openEventStore(parts: EventStoreParts): Promise<EventStore> {
  const { options, clock, registry, dataSource, dataSourceName } = parts;
  const { store = 'postgres', schema = 'daybook', validation, preparedStatements } = options;
  refuseUnknown('store', store, stores);
  refuseUnknown('migrations', options.migrations, policies);
  const { events, ...codecLimits } = options.limits ?? {};
  const codec = new EventCodec({ registry, limits: present(codecLimits), ...present({ validation }) });
  const limits = events === undefined ? undefined : { events };
  if (store === 'memory') return new MemoryEventStore({ codec, clock, ...present({ limits }) });
  if (dataSource === undefined) throw new DataSourceMissing(dataSourceName);
  await prepareSchema(dataSource, schema, options.migrations ?? defaultPolicy());
  return PostgresEventStore.open({ dataSource, codec, schema, clock, ...present({ limits, preparedStatements }) });
}

/** A start in production never changes a database that operators answer for. */
function defaultPolicy(): MigrationPolicy {
  return process.env['NODE_ENV'] === 'production' ? 'check' : 'run';
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
