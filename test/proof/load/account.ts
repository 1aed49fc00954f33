import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import { streamOf } from './proof-accounts.js';
import { Credited, Debited, Opened } from './proof-events.js';

/** A purse that is never overdrawn. */
@Aggregate('account')
export class Account extends AggregateRoot {
  owner = '';
  coins = 0;

  open(owner: string, coins: number): void {
    this.apply(Opened.of({ owner, coins }));
  }

  debit(transfer: string, to: string, coins: number): void {
    this.enforce({
      code: 'coins-must-cover',
      holds: coins <= this.coins,
      message: 'There are not enough coins in the account.',
      data: { coins: this.coins, wanted: coins },
    });
    this.apply(Debited.of({ transfer, to: streamOf(to), owner: this.owner, coins }));
  }

  credit(transfer: string, from: string, coins: number): void {
    this.apply(Credited.of({ transfer, from: streamOf(from), owner: this.owner, coins }));
  }

  @On(Opened) protected opened({ owner, coins }: Opened): void {
    this.owner = owner;
    this.coins = coins;
  }

  @On(Debited) protected debited({ coins }: Debited): void {
    this.coins -= coins;
  }

  @On(Credited) protected credited({ coins }: Credited): void {
    this.coins += coins;
  }
}
