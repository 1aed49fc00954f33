import { HappenedAt } from '@daybook/nestjs/openapi';
import { Quantity } from '../quantity.decorator.js';

export class ReceiveStockBody {
  @Quantity()
  readonly quantity!: number;

  @HappenedAt()
  readonly occurredAt?: Date;
}
