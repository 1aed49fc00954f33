import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import type { CommandRefusal } from '../../command-refusal.js';
import { OnCommandRefused } from '../../on-command-refused.decorator.js';
import { OnDeadline } from '../../on-deadline.decorator.js';
import { SagaInstance } from '../../saga-instance.js';
import { Saga } from '../../saga.decorator.js';
import { StartsOn } from '../../starts-on.decorator.js';
import { CreditPurse, DebitPurse, PurseCredited, PurseDebited } from './purses.js';

@EventType('transfer.asked')
export class TransferAsked extends DomainEvent<'transfer.asked'> {
  readonly from!: string;
  readonly to!: string;
  readonly amount!: number;
}

@EventType('transfer.hurried')
export class TransferHurried extends DomainEvent<'transfer.hurried'> {}

@Aggregate('transfer')
export class Transfer extends AggregateRoot {
  ask(from: string, to: string, amount: number): void {
    this.apply(TransferAsked.of({ from, to, amount }));
  }
  hurry(): void {
    this.apply(TransferHurried.of({}));
  }
  @On(TransferAsked) protected asked(): void {}
  @On(TransferHurried) protected hurried(): void {}
}

export interface TransferState {
  from: string;
  to: string;
  amount: number;
  why?: string;
}

/** Takes money out of one purse and puts it into another, or back. */
export abstract class Transferring extends SagaInstance<TransferState> {
  @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked({ from, to, amount }: TransferAsked): void {
    this.state = { from, to, amount };
    this.send(new DebitPurse(from, amount, this.key));
    this.deadline('arrived', '30m');
  }

  @On(PurseDebited, ({ transfer }) => transfer) debited(_event: PurseDebited, meta: { aggregateId: string }): void {
    const { from, to, amount } = this.state;
    if (meta.aggregateId !== from) return;
    this.compensateWith(new CreditPurse(from, amount, this.key));
    this.send(new CreditPurse(to, amount, this.key));
  }

  @On(PurseCredited, ({ transfer }) => transfer) credited(_event: PurseCredited, meta: { aggregateId: string }): void {
    const { to, amount } = this.state;
    if (meta.aggregateId !== to) return;
    // It may have arrived when everything was being undone already.
    this.compensateWith(new DebitPurse(to, amount, this.key));
    this.complete();
  }

  @OnCommandRefused(DebitPurse) notCovered({ code }: CommandRefusal<DebitPurse>): void {
    this.state.why = code;
    this.compensate(code);
  }

  @OnCommandRefused(CreditPurse) notTaken({ code }: CommandRefusal<CreditPurse>): void {
    this.state.why = code;
    this.compensate(code);
  }

  @OnDeadline('arrived') late(): void {
    this.state.why = 'late';
    this.compensate('late');
  }
}

@Saga('transfer', { retry: { attempts: 3, firstMs: 5, longestMs: 20 } })
export class TransferSaga extends Transferring {}
