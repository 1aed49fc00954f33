import { type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { CartAbandoned, OrderCancelled, OrderSubmitted } from '../contract/order-events.js';
import { cartTouches } from '../domain/cart-touches.js';
import { leftAfterMs } from '../domain/rules/cart-must-be-left-for-a-day.js';
import { AbandonCart } from './abandon-cart.command.js';

type CartTouch = InstanceType<(typeof cartTouches)[number]>;

/** Whether the time is awaited at which the cart is asked, or its answer, or that somebody takes it up again. */
interface Abandonment {
  awaits: 'time' | 'answer' | 'shopper';
}

/**
 * Asks a cart, a day after it was touched, whether it was left. What is done to it until then is passed over: the cart itself
 * knows best when somebody was there last, and says so if it was not left.
 */
@Saga('cart-abandonment', { from: 'beginning' })
export class CartAbandonment extends SagaInstance<Abandonment> {
  protected override begin(): Abandonment {
    return { awaits: 'shopper' };
  }

  @StartsOn(...cartTouches, (_touch, { aggregateId }) => aggregateId)
  touched(_touch: CartTouch, { occurredAt, recordedAt }: EventMetadata): void {
    if (this.state.awaits !== 'shopper') return;
    const leftAt = aDayAfter(occurredAt);
    // Whoever tells of the past has some time to go on with it.
    this.#askAt(leftAt, recordedAt < leftAt ? '0s' : '10m');
  }

  @OnDeadline('left')
  left(): void {
    this.state.awaits = 'answer';
    this.send(new AbandonCart(this.key));
  }

  @On(CartAbandoned, ({ orderId }) => orderId)
  abandoned(): void {
    this.state.awaits = 'shopper';
    this.cancelDeadline('left');
  }

  @OnCommandRefused(AbandonCart)
  notLeft({ code, data }: CommandRefusal<AbandonCart>): void {
    if (code === 'cart-must-be-left-for-a-day') this.#askAt(aDayAfter(new Date(data['touchedAt'] as string)), '1m');
    else if (code === 'cart-must-be-open') this.complete();
    else this.state.awaits = 'shopper';
  }

  @On(OrderSubmitted, OrderCancelled, ({ orderId }) => orderId)
  closed(): void {
    // Else the answer says so: an instance that has come to its end hears none.
    if (this.state.awaits !== 'answer') this.complete();
  }

  /** @param ifOver how long it waits where that time is over already; if the cart says so, clocks differ */
  #askAt(leftAt: Date, ifOver: '0s' | '1m' | '10m'): void {
    this.state.awaits = 'time';
    this.deadline('left', leftAt > this.now ? leftAt : ifOver);
  }
}

function aDayAfter(touchedAt: Date): Date {
  return new Date(touchedAt.getTime() + leftAfterMs);
}
