import { HappenedAt } from '@daybook/nestjs/openapi';

export class MarkDeliveredBody {
  @HappenedAt()
  readonly occurredAt?: Date;
}
