import { type CommandRefusal, Saga } from '@daybook/nestjs';
import type { ExpireReservation } from '../expire-reservation.command.js';
import { ReservationExpiry } from '../reservation-expiry.saga.js';

/** Comes to its end with the reservation, and so never hears that the order reserves the same anew. */
@Saga('ends-with-the-reservation')
export class EndsWithTheReservation extends ReservationExpiry {
  override over(): void {
    this.complete();
  }
}

/** Does not hear that the pieces were picked, released or lost. */
@Saga('expires-what-is-gone')
export class ExpiresWhatIsGone extends ReservationExpiry {
  override over(): void {
    // Nothing.
  }
}

/** Asks again at once, however often that is denied. */
@Saga('insists')
export class Insists extends ReservationExpiry {
  override notExpired({ command }: CommandRefusal<ExpireReservation>): void {
    this.send(command);
  }
}

/** Asks once, and then lets go of it. */
@Saga('lets-go')
export class LetsGo extends ReservationExpiry {
  override notExpired(): void {
    // Nothing.
  }
}
