import { type Clock, systemClock } from '@daybook/domain';
import type { DataSource } from 'typeorm';
import type { EventCodec } from '../codec/event-codec.js';
import type { Ambient } from '../stream/ambient.js';
import { type AppendLimits, defaultAppendLimits } from '../stream/append-limits.js';
import type { PostgresEventStoreOptions } from './postgres-event-store-options.js';

/** What a store works with, its defaults filled in. */
export interface StoreSettings {
  readonly dataSource: DataSource;
  readonly codec: EventCodec;
  readonly clock: Clock;
  readonly limits: AppendLimits;
  readonly ambient: Ambient;
}

export function storeSettings(options: PostgresEventStoreOptions): StoreSettings {
  const { dataSource, codec, clock = systemClock, ambient = {} } = options;
  return {
    dataSource,
    codec,
    clock,
    limits: { events: options.limits?.events ?? defaultAppendLimits.events },
    ambient,
  };
}
