import { DomainEvent, EventType, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';

/** What is in the log in its first shape, three shapes later. */
@EventType('account.funds-deposited', { version: 4 })
export class LiftedDeposit extends DomainEvent<'account.funds-deposited'> {
  readonly amount!: { readonly minor: number; readonly currency: string };
  readonly note!: string;
  readonly channel!: string;
}

@Upcaster({ event: LiftedDeposit, from: 1, to: 2 })
class SaysTheChannel implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return { ...data, channel: 'transfer' };
  }
}

@Upcaster({ event: LiftedDeposit, from: 2, to: 3 })
class CallsItANote implements Upcasts {
  upcast({ remittance = '', ...rest }: JsonObject): JsonObject {
    return { ...rest, note: remittance };
  }
}

@Upcaster({ event: LiftedDeposit, from: 3, to: 4 })
class PutsTheAmountTogether implements Upcasts {
  upcast({ amountMinor = 0, currency = 'EUR', ...rest }: JsonObject): JsonObject {
    return { ...rest, amount: { minor: amountMinor, currency } };
  }
}

/** One after another, they are passed by every event. */
export const threeUpcasters: readonly Upcasts[] = [
  new SaysTheChannel(),
  new CallsItANote(),
  new PutsTheAmountTogether(),
];
