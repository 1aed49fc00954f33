import { type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { Deposit, Return, Withdraw } from './saga-commands.js';
import { Deposited, MoveAsked, Withdrawn } from './saga-events.js';

type Move = Pick<MoveAsked, 'from' | 'to' | 'coins'>;

/** Coins from one purse to another one, or back to where they were. */
@Saga('proof-moves', { from: 'beginning', segments: 2, batchSize: 20 })
export class ProofMoves extends SagaInstance<Partial<Move>> {
  @StartsOn(MoveAsked, ({ call }) => call)
  asked({ from, to, coins, afterMs }: MoveAsked, { recordedAt }: EventMetadata): void {
    this.state = { from, to, coins };
    // By the store's clock: one that is off in this process must not put it off by an hour.
    if (afterMs === null) this.#begin();
    else this.deadline('begin', new Date(recordedAt.getTime() + afterMs));
  }

  @OnDeadline('begin') begins(): void {
    this.#begin();
  }

  @On(Withdrawn, ({ of }) => of) withdrawn(): void {
    const { from = '', to = '', coins = 0 } = this.state;
    this.compensateWith(new Return(this.key, from, coins));
    this.send(new Deposit(this.key, to, coins));
  }

  @On(Deposited, ({ of }) => of) deposited(): void {
    this.complete();
  }

  @OnCommandRefused(Withdraw) notCovered(): void {
    this.complete();
  }

  @OnCommandRefused(Deposit) notTaken({ code }: CommandRefusal<Deposit>): void {
    this.compensate(code);
  }

  #begin(): void {
    const { from = '', coins = 0 } = this.state;
    this.send(new Withdraw(this.key, from, coins));
  }
}
