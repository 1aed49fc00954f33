import { type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { Capture, GiveCoinsBack, GiveItemsBack, Hold, NoteLate, Reserve, Ship } from './saga-commands.js';
import { Captured, Held, OrderCancelled, OrderConfirmed, OrderSubmitted, Reserved, Shipped } from './saga-events.js';

interface Fulfilment extends Pick<OrderSubmitted, 'purse' | 'coins' | 'shelf' | 'items'> {
  /** What must be there before anything is captured. */
  isConfirmed: boolean;
  isHeld: boolean;
}

/** Items for coins: both change hands, or none of them. */
@Saga('proof-orders', { from: 'beginning', segments: 2, batchSize: 20 })
export class ProofOrders extends SagaInstance<Fulfilment> {
  @StartsOn(OrderSubmitted, ({ call }) => call)
  submitted({ purse, coins, shelf, items, waits, withinMs }: OrderSubmitted, { recordedAt }: EventMetadata): void {
    this.state = { purse, coins, shelf, items, isConfirmed: !waits, isHeld: false };
    this.send(new Reserve(this.key, shelf, items));
    this.deadline('shipped', new Date(recordedAt.getTime() + withinMs));
  }

  @On(Reserved, ({ of }) => of) reserved(): void {
    const { shelf, items, purse, coins } = this.state;
    this.compensateWith(new GiveItemsBack(this.key, shelf, items));
    this.send(new Hold(this.key, purse, coins));
  }

  @On(Held, ({ of }) => of) held(): void {
    const { purse, coins, isConfirmed } = this.state;
    this.compensateWith(new GiveCoinsBack(this.key, purse, coins));
    this.state.isHeld = true;
    if (isConfirmed) this.#capture();
  }

  @On(OrderConfirmed, ({ of }) => of) confirmed(): void {
    if (this.state.isConfirmed) return;
    this.state.isConfirmed = true;
    if (this.state.isHeld) this.#capture();
  }

  @On(Captured, ({ of }) => of) captured(): void {
    const { shelf, items } = this.state;
    this.send(new Ship(this.key, shelf, items));
  }

  @On(Shipped, ({ of }) => of) shipped(): void {
    this.complete();
  }

  @On(OrderCancelled, ({ of }) => of) cancelled(): void {
    this.compensate('cancelled');
  }

  @OnCommandRefused(Reserve)
  @OnCommandRefused(Hold)
  @OnCommandRefused(Capture)
  @OnCommandRefused(Ship)
  refused({ code }: CommandRefusal): void {
    this.compensate(code);
  }

  @OnDeadline('shipped') late(): void {
    this.compensateWith(new NoteLate(this.key, this.key, 0));
    this.compensate('late');
  }

  #capture(): void {
    const { purse, coins } = this.state;
    this.send(new Capture(this.key, purse, coins));
  }
}
