import type { handlers } from '@daybook/domain';
import { type Duration, millisecondsOf } from './duration.js';
import { InvalidDeadline } from './invalid-deadline.error.js';
import type { SagaHandlers } from './saga-handlers.js';
import { moment, type SagaMoment, type SagaWish } from './saga-moment.js';
import { SagaOutsideHandler } from './saga-outside-handler.error.js';
import { markSaga } from './saga-root.js';

/** A command: an object of a class; the class itself does not compile. */
export type SagaCommand = object & { readonly prototype?: never };

/**
 * A process across aggregates, as one instance of it: it hears of facts, keeps in mind what it needs, and asks for what is
 * to happen next.
 *
 * Its handlers decide and do nothing else: they are given an event, a deadline or a refusal, read and change `this.state`,
 * and ask. What they ask for is kept together with the state in one transaction, and is done from there. For each of them
 * an object of its own is made, without dependencies, so that nothing lasts but the state; it is plain JSON.
 *
 * @example
 * @Saga('order-fulfilment')
 * export class OrderFulfilment extends SagaInstance<{ reserved?: boolean }> {
 *   @StartsOn(OrderSubmitted, (event) => event.orderId) submitted(event: OrderSubmitted): void {
 *     this.send(new ReserveStock(event.orderId));
 *     this.deadline('payment', '30m');
 *   }
 *   @On(StockReserved, (event) => event.orderId) reserved(event: StockReserved): void {
 *     this.state.reserved = true;
 *     this.compensateWith(new ReleaseStock(event.orderId));
 *   }
 *   @OnDeadline('payment') overdue(): void { this.compensate('not paid in time'); }
 * }
 */
export abstract class SagaInstance<State extends object = object> {
  declare readonly [handlers]: SagaHandlers<State>;
  declare readonly [moment]?: SagaMoment;

  static {
    markSaga(this.prototype);
  }

  /** What the instance begins with. Default: an empty object. */
  protected begin(): State {
    return {} as State;
  }

  /** What the instance knows: plain JSON, the caller's own, kept when the handler is over. */
  protected get state(): State {
    return momentOf(this).state as State;
  }

  protected set state(state: State) {
    momentOf(this).state = state;
  }

  /** The time of the injected clock; every call returns a `Date` of its own. */
  protected get now(): Date {
    return new Date(momentOf(this).now);
  }

  /** By what this instance is told from the others: an order's id. */
  protected get key(): string {
    return momentOf(this).key;
  }

  /** The conversation in which it began, and to which everything belongs that it asks for. */
  protected get correlation(): string {
    return momentOf(this).correlation;
  }

  /**
   * Sends a command: after those that were sent before, once, and again until it is carried out or refused by a rule. Its
   * class has a name that lasts (`@CommandType`), and its fields are JSON.
   *
   * It has no effect, and is only recorded, in an instance that undoes what it did.
   */
  protected send(command: SagaCommand): void {
    this.#ask({ send: command });
  }

  /**
   * Sets the deadline of a name, or moves it: the method with `@OnDeadline` is called then, once.
   *
   * @param due how long from now, such as `'30m'` (ms, s, m, h, d), or the moment; one that is over is due at once
   * @throws InvalidDuration, InvalidDeadline
   */
  protected deadline(name: string, due: Duration | Date): void {
    this.#ask({ deadline: name, dueAt: momentFrom(name, this.now, due) });
  }

  /** Takes the deadline of a name back; nothing happens if none is set. */
  protected cancelDeadline(name: string): void {
    this.#ask({ deadline: name, dueAt: undefined });
  }

  /**
   * Declares what undoes what was done: it is sent if the instance is compensated, last things first. In an instance that
   * is being compensated already, it is sent at once.
   */
  protected compensateWith(command: SagaCommand): void {
    this.#ask({ compensateWith: command });
  }

  /**
   * Turns round when the handler is over: what is not sent yet is cancelled, deadlines are taken back, and the declared
   * compensations are sent in the reverse order of their declaration. It goes on hearing of facts, and undoes what they
   * declare, but sends nothing else.
   *
   * @param reason for people: `'not paid in time'`
   */
  protected compensate(reason?: string): void {
    this.#ask({ compensate: reason });
  }

  /**
   * Comes to its end when the handler is over: what was sent is still sent, deadlines and compensations are let go of, and
   * no fact comes to the instance any more.
   */
  protected complete(): void {
    this.#ask({ complete: true });
  }

  #ask(wish: SagaWish): void {
    momentOf(this).wishes.push(wish);
  }
}

function momentOf(instance: { readonly [moment]?: SagaMoment }): SagaMoment {
  const found = instance[moment];
  if (found === undefined) throw new SagaOutsideHandler(instance.constructor);
  return found;
}

function momentFrom(name: string, now: Date, due: Duration | Date): Date {
  const dueAt = due instanceof Date ? new Date(due) : new Date(now.getTime() + millisecondsOf(due));
  const year = dueAt.getUTCFullYear();
  if (!(year >= 1 && year <= 9_999)) throw new InvalidDeadline(name, due);
  return dueAt;
}
