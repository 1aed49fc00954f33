import { HappenedAt } from '@daybook/nestjs/openapi';
import { Count } from '../count.decorator.js';

export class CountStockBody {
  @Count()
  readonly counted!: number;

  @HappenedAt()
  readonly occurredAt?: Date;
}
