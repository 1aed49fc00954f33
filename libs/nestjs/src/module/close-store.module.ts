import { EventStore } from '@daybook/event-store';
import { Module, type OnApplicationShutdown } from '@nestjs/common';

/**
 * Closes the store when nothing can ask it any more, and before TypeORM closes the connections.
 *
 * Both happen in `onApplicationShutdown`. There Nest goes from the root module to those that are imported, and to the
 * global ones last: TypeORM's is global, as DaybookModule is, and in which order the two come depends on the imports of
 * the application. This one is not global, and comes before.
 */
@Module({})
export class CloseStoreModule implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  async onApplicationShutdown(): Promise<void> {
    if (isClosable(this.store)) await this.store.close();
  }
}

function isClosable(store: object): store is { close(): Promise<void> } {
  return 'close' in store && typeof store.close === 'function';
}
