import { type EventMetadata, On } from '@daybook/domain';
import { Injectable } from '@nestjs/common';
import { Reaction } from '../reaction.decorator.js';
import { OrderChanged, OrderPlaced } from './orders.js';

/** What has been delivered, in the order in which it arrived; a fixture that fails where a spec wants it to. */
@Injectable()
export class Deliveries {
  readonly all: EventMetadata[] = [];
  underWay = 0;
  atATime = 0;
  /** Called with each event, before it is delivered; throws to refuse it. */
  refuse: (meta: EventMetadata) => Promise<void> | void = () => undefined;

  async deliver(meta: EventMetadata): Promise<void> {
    this.atATime = Math.max(this.atATime, ++this.underWay);
    try {
      await this.refuse(meta);
      this.all.push(meta);
    } finally {
      this.underWay--;
    }
  }

  /** The versions that were delivered of a stream, in the order in which that happened. */
  versionsOf(aggregateId: string): readonly number[] {
    return this.all.filter((meta) => meta.aggregateId === aggregateId).map(({ version }) => version);
  }
}

const retry = { attempts: 2, firstMs: 5, longestMs: 10 };

/** Takes every event of orders from now on. */
@Reaction('postman', { retry })
export class Postman {
  constructor(private readonly deliveries: Deliveries) {}
  @On(OrderPlaced, OrderChanged) async changed(_event: OrderPlaced | OrderChanged, meta: EventMetadata): Promise<void> {
    await this.deliveries.deliver(meta);
  }
}

/** The same from the beginning, several at a time. */
@Reaction('quick-postman', { from: 'beginning', concurrency: 5, retry })
export class QuickPostman {
  constructor(private readonly deliveries: Deliveries) {}
  @On(OrderPlaced, OrderChanged) async changed(_event: OrderPlaced | OrderChanged, meta: EventMetadata): Promise<void> {
    await this.deliveries.deliver(meta);
  }
}
