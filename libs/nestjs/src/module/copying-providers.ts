import { EventCodec, EventStore } from '@daybook/event-store';
import type { Provider } from '@nestjs/common';
import { TransactionContext } from '../commands/transaction-context.js';
import { StreamCopying } from '../copying/stream-copying.js';
import { TransformationRegistry } from '../copying/transformation-registry.js';
import { TransformationDiscovery } from './transformation-discovery.js';

/** What finds the application's transformations and copies streams through them. */
export const copyingProviders: readonly Provider[] = [
  { provide: TransformationRegistry, useFactory: () => new TransformationRegistry() },
  TransformationDiscovery,
  {
    provide: StreamCopying,
    inject: [EventStore, EventCodec, TransformationRegistry, TransactionContext],
    useFactory: (...parts: ConstructorParameters<typeof StreamCopying>) => new StreamCopying(...parts),
  },
];
