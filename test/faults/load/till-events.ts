import { DomainEvent, EventType, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';

/** As the release before has it: an amount, and nothing of its currency. */
@EventType('till.paid-in')
export class PaidInBefore extends DomainEvent<'till.paid-in'> {
  readonly amount!: number;
}

/** What the young release calls `till.counted`. */
@EventType('till.checked')
export class Checked extends DomainEvent<'till.checked'> {
  readonly by!: string;
}

/** As the young release has it. */
@EventType('till.paid-in', { version: 2 })
export class PaidIn extends DomainEvent<'till.paid-in'> {
  readonly money!: { readonly minor: number; readonly currency: string };
}

@EventType('till.counted')
export class Counted extends DomainEvent<'till.counted'> {
  readonly by!: string;
}

@Upcaster({ event: PaidIn, from: 1, to: 2 })
export class PaidInV1ToV2 implements Upcasts {
  upcast({ amount = 0 }: JsonObject): JsonObject {
    return { money: { minor: amount, currency: 'EUR' } };
  }
  downcast({ money }: JsonObject): JsonObject {
    return { amount: (money as PaidIn['money']).minor };
  }
}

@Upcaster({ event: 'till.checked', from: 1, to: { event: Counted, version: 1 } })
export class CheckedToCounted implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
  downcast(data: JsonObject): JsonObject {
    return data;
  }
}
