import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import { Captured, Deposited, Held, LetGo, Refunded, Returned, Supplied, Withdrawn } from './saga-events.js';

/** More does not go into a purse by a move. */
const room = 1_500;

/**
 * Coins that sagas move. It knows nothing of who asks: what comes twice takes effect twice, and what is given back was not
 * looked for, so that it is seen.
 */
@Aggregate('purse')
export class Purse extends AggregateRoot {
  coins = 0;
  captured: string[] = [];

  withdraw(of: string, amount: number): void {
    this.#cover(amount);
    this.apply(Withdrawn.of({ of, amount }));
  }

  deposit(of: string, amount: number): void {
    this.enforce({
      code: 'coins-must-fit',
      holds: this.coins + amount <= room,
      message: 'There is not so much room in the purse.',
      data: { coins: this.coins, given: amount },
    });
    this.apply(Deposited.of({ of, amount }));
  }

  return(of: string, amount: number): void {
    this.apply(Returned.of({ of, amount }));
  }

  hold(of: string, amount: number): void {
    this.#cover(amount);
    this.apply(Held.of({ of, amount }));
  }

  capture(of: string, amount: number): void {
    this.enforce({
      code: 'coins-must-be-good',
      // Whoever hands out coins by sevens has some that are not.
      holds: amount % 7 !== 0,
      message: 'The coins are no good.',
      data: { amount },
    });
    this.apply(Captured.of({ of, amount }));
  }

  giveBack(of: string, amount: number): void {
    this.apply(this.captured.includes(of) ? Refunded.of({ of, amount }) : LetGo.of({ of, amount }));
  }

  #cover(wanted: number): void {
    this.enforce({
      code: 'coins-must-cover',
      holds: wanted <= this.coins,
      message: 'There are not enough coins in the purse.',
      data: { coins: this.coins, wanted },
    });
  }

  @On(Supplied, Deposited, Returned, LetGo)
  protected came({ amount }: Supplied | Deposited | Returned | LetGo): void {
    this.coins += amount;
  }

  @On(Withdrawn, Held) protected went({ amount }: Withdrawn | Held): void {
    this.coins -= amount;
  }

  @On(Captured) protected wasCaptured({ of }: Captured): void {
    this.captured.push(of);
  }

  @On(Refunded) protected wasRefunded({ amount }: Refunded): void {
    this.coins += amount;
  }
}
