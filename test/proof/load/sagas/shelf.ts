import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import { Released, Reserved, Shipped, Supplied, TakenBack } from './saga-events.js';

/** Items that sagas have shipped. It believes whoever asks, as a purse does. */
@Aggregate('shelf')
export class Shelf extends AggregateRoot {
  /** Neither reserved nor gone. */
  free = 0;
  shipped: string[] = [];

  reserve(of: string, amount: number): void {
    this.enforce({
      code: 'stock-must-suffice',
      holds: amount <= this.free,
      message: 'There is not so much on the shelf.',
      data: { free: this.free, wanted: amount },
    });
    this.apply(Reserved.of({ of, amount }));
  }

  ship(of: string, amount: number): void {
    this.enforce({
      code: 'parcel-must-close',
      holds: amount % 5 !== 0,
      message: 'So many do not go into a parcel.',
      data: { amount },
    });
    this.apply(Shipped.of({ of, amount }));
  }

  giveBack(of: string, amount: number): void {
    this.apply(this.shipped.includes(of) ? TakenBack.of({ of, amount }) : Released.of({ of, amount }));
  }

  @On(Supplied, Released, TakenBack) protected came({ amount }: Supplied | Released | TakenBack): void {
    this.free += amount;
  }

  @On(Reserved) protected went({ amount }: Reserved): void {
    this.free -= amount;
  }

  @On(Shipped) protected wasShipped({ of }: Shipped): void {
    this.shipped.push(of);
  }
}
