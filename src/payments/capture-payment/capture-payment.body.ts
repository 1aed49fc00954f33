import { HappenedAt } from '@daybook/nestjs/openapi';

export class CapturePaymentBody {
  @HappenedAt()
  readonly occurredAt?: Date;
}
