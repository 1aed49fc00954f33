import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '../../../stream/recorded-event.js';
import type { EntityManager } from '../../../stream/transaction.js';
import type { Consumer, Delivery } from '../consumer.js';

/** What a recording consumer was given, in the order in which it was done. */
export interface Record {
  readonly key: string;
  readonly position: number;
  readonly text: string;
}

/**
 * Writes down what it is given, once it has come through. Its key is the event's stream, unless told otherwise. Where it is
 * transactional, it stands for one whose writes are rolled back: what is written down of a batch that throws is forgotten.
 */
export class RecordingConsumer implements Consumer {
  readonly kind = 'subscription';
  readonly name: string;
  readonly segments: number;
  readonly from: number | 'now';
  readonly types: readonly string[] | undefined;
  readonly categories: readonly string[] | undefined;
  readonly batchSize: number;
  readonly retry = { attempts: 2, firstMs: 1, longestMs: 5 };
  readonly parking: Consumer['parking'];
  readonly transactional: boolean;
  readonly unknownEvents: Consumer['unknownEvents'];
  readonly done: Record[] = [];
  /** How many events each call of `apply` was given. */
  readonly batches: number[] = [];
  /** Called before each event; what it throws is the consumer's failure. */
  meet: (text: string, recorded: RecordedEvent) => void | Promise<void> = () => undefined;
  keysOf: (recorded: RecordedEvent) => readonly string[] = ({ streamId }) => [streamId];

  constructor(options: Partial<Consumer> = {}) {
    this.name = options.name ?? `s-${randomUUID()}`;
    this.segments = options.segments ?? 1;
    this.from = options.from ?? 0;
    this.types = options.types;
    this.categories = options.categories;
    this.batchSize = options.batchSize ?? 10;
    this.parking = options.parking ?? { perKey: 100, inAll: 1_000 };
    this.transactional = options.transactional ?? true;
    this.unknownEvents = options.unknownEvents;
  }

  async apply(deliveries: readonly Delivery[], _manager: EntityManager | undefined): Promise<void> {
    const records: Record[] = [];
    this.batches.push(deliveries.length);
    for (const { recorded, keys } of deliveries) {
      const text = textOf(recorded);
      await this.meet(text, recorded);
      for (const key of keys) records.push({ key, position: recorded.position, text });
    }
    this.done.push(...records);
  }

  get texts(): readonly string[] {
    return this.done.map(({ text }) => text);
  }
}

export function textOf({ data }: RecordedEvent): string {
  return typeof data.text === 'string' ? data.text : '';
}
