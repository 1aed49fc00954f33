import type { JsonObject, Metadata } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';
import type { RowPlace } from '../marketplace/marketplace-rows.js';

const prefix = 'marketplace-';
const orderPrefix = `${prefix}order:`;

/** How a command of the import has its events recorded. */
export interface MarkedRecording {
  readonly occurredAt: Date;
  readonly eventIdSeed: string;
  readonly metadata: Metadata;
}

/** By which events are known that the import of one order has led to: the conversation that they belong to. */
export class MarketplaceMark {
  private constructor(readonly correlationId: string) {}

  static ofOrder(orderId: string): MarketplaceMark {
    return new MarketplaceMark(`${orderPrefix}${orderId}`);
  }

  /** Whether an event is there because of an import, whatever it was about. */
  static isOn({ metadata }: Pick<RecordedEvent, 'metadata'>): boolean {
    return metadata.correlationId?.startsWith(prefix) === true;
  }

  /** For which order an import has led to an event; undefined if for none in particular, or if it was no import. */
  static orderOn({ metadata: { correlationId } }: Pick<RecordedEvent, 'metadata'>): string | undefined {
    return correlationId?.startsWith(orderPrefix) === true ? correlationId.slice(orderPrefix.length) : undefined;
  }

  /** What an event of this conversation is there for; undefined if it is of no import, or of something else. */
  causeOn({ metadata }: Pick<RecordedEvent, 'metadata'>): string | undefined {
    return metadata.correlationId === this.correlationId ? metadata.causationId : undefined;
  }

  /** @param part of the order: unique in it, and the same in each run */
  cause(part: string): string {
    return `${this.correlationId}/${part}`;
  }

  /** The ids of the events are made from the part, so that one that is sent twice takes effect once, whoever sends it. */
  recording(
    part: string,
    occurredAt: Date,
    { file, line }: Partial<RowPlace> = {},
    more: JsonObject = {},
  ): MarkedRecording {
    const causationId = this.cause(part);
    const marketplace = { ...(file !== undefined && { file }), ...(line !== undefined && { line }), ...more };
    const metadata = { correlationId: this.correlationId, causationId, marketplace };
    return { occurredAt, eventIdSeed: causationId, metadata };
  }
}
