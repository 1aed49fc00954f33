import { Saga } from '@daybook/nestjs';
import {
  CancelReservation,
  PickStock,
  PutBackStock,
  ReserveStock,
  SettleReservation,
} from '../../../inventory/contract/inventory-commands.js';
import { AuthorisePayment, CancelPayment, VoidPayment } from '../../../payments/contract/payment-commands.js';
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

  protected override compensateWith(): void {
    // It is declared already.
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

/** Fulfilments that are wrong, each in one thing: what is tried with random ones must find it out. */
export const wrongFulfilments = {
  'declares what undoes a command with the command': DeclaresWithTheCommand,
  'leaves what comes late': LeavesWhatComesLate,
  'does not undo a capture': KeepsWhatWasCaptured,
  'asks the order last': AsksNobody,
  'leaves what was picked': LeavesWhatWasPicked,
  'picks by itself': PicksByItself,
};
