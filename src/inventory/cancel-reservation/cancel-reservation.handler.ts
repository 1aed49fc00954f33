import { AggregateNotFound, AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { written } from '../recording.js';
import { CancelReservation } from './cancel-reservation.command.js';

const neverReceived: StockChange = { version: 0, position: 0, onHand: 0, reserved: 0, available: 0 };

@CommandHandler(CancelReservation)
export class CancelReservationHandler implements ICommandHandler<CancelReservation> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ orderId, recording, ...place }: CancelReservation): Promise<StockChange> {
    const undo = (item: StockItem): void => {
      if (item.state.reservations.has(orderId)) item.decide({ type: 'release', orderId });
    };
    try {
      return changeOf(await this.stock.update(stockIdOf(place), undo, written(recording)));
    } catch (error) {
      if (error instanceof AggregateNotFound) return neverReceived;
      throw error;
    }
  }
}
