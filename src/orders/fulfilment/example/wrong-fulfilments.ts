import { type CommandRefusal, Saga } from '@daybook/nestjs';
import type { SagaClass } from '@daybook/nestjs/sagas';
import {
  CancelReservation,
  PickStock,
  PutBackStock,
  ReserveStock,
  SettleReservation,
} from '../../../inventory/contract/inventory-commands.js';
import { AuthorisePayment, CancelPayment, VoidPayment } from '../../../payments/contract/payment-commands.js';
import { PaymentAuthorised, PaymentCaptured } from '../../../payments/contract/payment-events.js';
import { CancelOrder, MarkUnavailable } from '../../contract/order-commands.js';
import { OrderFulfilment } from '../order-fulfilment.saga.js';

/** Declares what undoes a command with the command, and not with its fact. */
@Saga('order-fulfilment')
class DeclaresWithTheCommand extends OrderFulfilment {
  protected override send(command: object): void {
    super.send(command);
    if (command instanceof ReserveStock)
      super.compensateWith(new CancelReservation(command.store, command.sku, this.key));
    if (command instanceof AuthorisePayment) super.compensateWith(new CancelPayment(this.key));
  }

  protected override compensateWith(command: object): void {
    if (command instanceof PutBackStock) super.compensateWith(command);
  }
}

/** Declares nothing any more once the order was asked to be called off. */
@Saga('order-fulfilment')
class LeavesWhatComesLate extends OrderFulfilment {
  protected override compensateWith(command: object): void {
    if (this.state.stage === 'going on') super.compensateWith(command);
  }
}

/** Gives up money that is held, and forgets that it may have been taken. */
@Saga('order-fulfilment')
class KeepsWhatWasCaptured extends OrderFulfilment {
  protected override compensateWith(command: object): void {
    super.compensateWith(command instanceof CancelPayment ? new VoidPayment(this.key) : command);
  }
}

/** Undoes everything at once, and only then asks the order whether it can be called off. */
@Saga('order-fulfilment')
class AsksNobody extends OrderFulfilment {
  protected override send(command: object): void {
    if (!(command instanceof CancelOrder || command instanceof MarkUnavailable)) return super.send(command);
    super.compensateWith(command);
    this.compensate('it went wrong');
  }
}

/** Leaves in somebody's hands what was picked before the order was called off. */
@Saga('order-fulfilment')
class LeavesWhatWasPicked extends OrderFulfilment {
  protected override compensateWith(command: object): void {
    if (!(command instanceof PutBackStock)) super.compensateWith(command);
  }
}

/** Takes for a fault what somebody has picked just before. */
@Saga('order-fulfilment')
class PicksByItself extends OrderFulfilment {
  protected override send(command: object): void {
    if (!(command instanceof SettleReservation)) return super.send(command);
    super.send(new PickStock(command.store, command.sku, command.orderId));
  }
}

/** Takes whatever was paid under the order's id for what was asked for. */
@Saga('order-fulfilment')
class TakesAnyPayment extends OrderFulfilment {
  override authorised(payment: PaymentAuthorised): void {
    const { accountId, currency, totalMinor: amountMinor } = this.state;
    super.authorised(PaymentAuthorised.of({ ...payment, accountId, currency, amountMinor }));
  }

  override captured(payment: PaymentCaptured): void {
    const { accountId, currency, totalMinor: amountMinor } = this.state;
    super.captured(PaymentCaptured.of({ ...payment, accountId, currency, amountMinor }));
  }
}

/** Undoes only what it has asked for. */
@Saga('order-fulfilment')
class LeavesWhatLayAside extends OrderFulfilment {
  override calledOff(): void {
    this.state.stage = 'called off';
    this.compensate('it was called off');
  }
}

/** Takes what lies aside for a line for what the line needs. */
@Saga('order-fulfilment')
class TakesWhatLiesAside extends OrderFulfilment {
  override notReserved(refusal: CommandRefusal<ReserveStock>): void {
    super.notReserved({ ...refusal, data: { reserved: refusal.command.quantity, expiresAt: null } });
  }
}

/** Fulfilments that are wrong, each in one thing: what is tried with random ones must find it out, and say why. */
export const wrongFulfilments: Readonly<Record<string, readonly [wrong: SagaClass, why: RegExp]>> = {
  'declares what undoes a command with the command': [
    DeclaresWithTheCommand,
    /stuck: .*aggregate-not-found|pieces are reserved|money is held/,
  ],
  'leaves what comes late': [
    LeavesWhatComesLate,
    /pieces are reserved|money is held|paid for nothing|taken from the shelf for nobody/,
  ],
  'does not undo a capture': [KeepsWhatWasCaptured, /stuck: .*payment-must-be-authorised/],
  'asks the order last': [AsksNobody, /stuck: .*order-must|not undone|neither delivered/],
  'leaves what was picked': [LeavesWhatWasPicked, /taken from the shelf for nobody/],
  'picks by itself': [PicksByItself, /stuck: .*reservation-must-exist/],
  'takes any payment': [TakesAnyPayment, /a carrier was asked too early|the order and its payment differ/],
  'leaves what lay aside before': [LeavesWhatLayAside, /pieces are reserved|money is held/],
  'takes whatever lies aside': [TakesWhatLiesAside, /a carrier was asked too early/],
};
