import type { EventMetadata } from '@daybook/domain';
import { type CommandRefusal, Saga } from '@daybook/nestjs';
import type { OrderBegun } from '../../domain/events/order-begun.js';
import { AbandonCart } from '../abandon-cart.command.js';
import { CartAbandonment } from '../cart-abandonment.saga.js';

/** Counts on from the first touch whatever the cart says, and asks again at once. */
@Saga('asks-without-end')
export class AsksWithoutEnd extends CartAbandonment {
  override notLeft({ command }: CommandRefusal<AbandonCart>): void {
    this.send(new AbandonCart(command.orderId));
  }
}

/** Believes that a cart is left for good once it was asked. */
@Saga('asks-once')
export class AsksOnce extends CartAbandonment {
  override left(): void {
    this.send(new AbandonCart(this.key));
    this.complete();
  }
}

/** Does not notice that a cart is taken up again. */
@Saga('never-again')
export class NeverAgain extends CartAbandonment {
  override abandoned(): void {
    this.state.awaits = 'answer';
  }
}

/** Moves its time by whatever is told, also by what has happened before. */
@Saga('moved-by-the-past')
export class MovedByThePast extends CartAbandonment {
  override touched(touch: OrderBegun, told: EventMetadata): void {
    this.state.awaits = 'shopper';
    super.touched(touch, told);
  }
}

/** Ends with the order, also while the cart is being asked. */
@Saga('ends-too-soon')
export class EndsTooSoon extends CartAbandonment {
  override closed(): void {
    this.complete();
  }
}
