import {
  type AppendAllResult,
  type AppendResult,
  EventStore,
  type EventStream,
  type KeptAppend,
} from '@daybook/event-store';
import { StoreNotOpened } from './store-not-opened.error.js';

/** Stands where the event store would, while its schema may not be there yet: whoever asks it for anything is refused. */
export class UnopenedEventStore extends EventStore {
  async append(): Promise<AppendResult> {
    throw new StoreNotOpened('append');
  }

  async appendAll(): Promise<AppendAllResult> {
    throw new StoreNotOpened('appendAll');
  }

  readStream(): EventStream {
    throw new StoreNotOpened('readStream');
  }

  readAll(): EventStream {
    throw new StoreNotOpened('readAll');
  }

  /** Nothing is appended here that the work could go with. */
  override workInline(): void {}

  async findAppend(): Promise<KeptAppend | undefined> {
    throw new StoreNotOpened('findAppend');
  }

  override get incarnations(): never {
    throw new StoreNotOpened('incarnations');
  }

  override get copies(): never {
    throw new StoreNotOpened('copies');
  }

  async head(): Promise<number> {
    throw new StoreNotOpened('head');
  }
}
