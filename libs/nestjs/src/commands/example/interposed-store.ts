import {
  type AppendAllResult,
  type AppendResult,
  type EventInput,
  EventStore,
  type EventStream,
  type KeptAppend,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamAppend,
  type StreamAppendOptions,
} from '@daybook/event-store';

/** A store through which a spec sees each append, and comes between it and the read before it. */
export class InterposedStore extends EventStore {
  readonly appends: StreamAppendOptions[] = [];

  constructor(
    private readonly inner: EventStore,
    private readonly beforeAppend: (options: StreamAppendOptions, count: number) => Promise<StreamAppendOptions | void>,
  ) {
    super();
  }

  async append(streamId: string, events: readonly EventInput[], options: StreamAppendOptions): Promise<AppendResult> {
    this.appends.push(options);
    const { manager: _, ...changed } = (await this.beforeAppend(options, this.appends.length)) ?? options;
    return this.inner.append(streamId, events, changed);
  }

  appendAll(appends: readonly StreamAppend[]): Promise<AppendAllResult> {
    return this.inner.appendAll(appends);
  }

  readStream(streamId: string, { manager: _, ...options }: ReadStreamOptions = {}): EventStream {
    return this.inner.readStream(streamId, options);
  }

  readAll(options?: ReadAllOptions): EventStream {
    return this.inner.readAll(options);
  }

  findAppend(idempotencyKey: string): Promise<KeptAppend | undefined> {
    return this.inner.findAppend(idempotencyKey);
  }

  head(): Promise<number> {
    return this.inner.head();
  }
}
