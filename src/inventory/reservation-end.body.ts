import { HappenedAt } from '@daybook/nestjs/openapi';

/** A reservation comes to its end, as a whole. */
export class ReservationEndBody {
  @HappenedAt()
  readonly occurredAt?: Date;
}
