import type { EventMetadata } from '@daybook/domain';
import { OnCommandRefused, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { FreezeAccount } from '../../accounts/contract/account-commands.js';
import { PaymentAuthorised, PaymentRefused } from '../contract/payment-events.js';
import { anomalyIn } from '../domain/pattern/anomaly.js';
import { noPayments, type PaymentPattern, withPayment } from '../domain/pattern/payment-pattern.js';

/** How an account pays, and what of that is somebody else's to judge already. */
interface Watch {
  pattern: PaymentPattern;
  /** The account was frozen for what it was asked for until then, in milliseconds since 1970. Null: never. */
  frozenForMs: number | null;
}

/** What is told later than that is history: it says how an account pays, and nobody is stopped by it. */
const lateAfterMs = 3_600_000;

/** The rules by which accounts refuse that nobody can freeze: frozen already, closed, or not there. */
const unfreezable: readonly string[] = ['account-must-not-be-frozen', 'account-must-be-open', 'aggregate-not-found'];

/** Watches how an account pays, and freezes it for review when its last hour is unusual. One instance for each account. */
@Saga('payment-watch', { from: 'beginning', effects: 'dropped' })
export class PaymentWatch extends SagaInstance<Watch> {
  protected override begin(): Watch {
    return { pattern: noPayments, frozenForMs: null };
  }

  @StartsOn(PaymentAuthorised, ({ accountId }) => accountId)
  authorised({ amountMinor }: PaymentAuthorised, told: EventMetadata): void {
    this.#asked(amountMinor, told);
  }

  @StartsOn(PaymentRefused, ({ step, code, accountId }) =>
    step === 'authorisation' && !unfreezable.includes(code) ? accountId : undefined,
  )
  refused(_refused: PaymentRefused, told: EventMetadata): void {
    this.#asked(0, told);
  }

  @OnCommandRefused(FreezeAccount)
  notFrozen(): void {
    // Somebody was faster, or has closed it: no money leaves it either way.
  }

  #asked(amountMinor: number, { occurredAt, recordedAt }: EventMetadata): void {
    // What is said to happen in the future would end the hour before what happens now.
    const atMs = Math.min(occurredAt.getTime(), this.now.getTime());
    const pattern = withPayment(this.state.pattern, { atMs, amountMinor });
    this.state.pattern = pattern;
    if (recordedAt.getTime() - occurredAt.getTime() > lateAfterMs) return;
    const { frozenForMs } = this.state;
    // What it was frozen for has been reviewed when it pays again: that alone does not freeze it once more.
    const recent = pattern.recent.filter((payment) => payment.atMs > (frozenForMs ?? -Infinity));
    const anomaly = anomalyIn({ ...pattern, recent });
    if (anomaly === undefined) return;
    this.state.frozenForMs = pattern.recent.at(-1)?.atMs ?? atMs;
    this.send(new FreezeAccount(this.key, anomaly.message));
  }
}
