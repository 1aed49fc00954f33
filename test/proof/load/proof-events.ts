import { DomainEvent, EventType } from '@daybook/domain';

/** Coins come into being with an account, and never else. */
@EventType('proof.opened')
export class Opened extends DomainEvent<'proof.opened'> {
  readonly owner!: string;
  readonly coins!: number;
}

/** One half of a transfer, on the stream of the account that gives. */
@EventType('proof.debited')
export class Debited extends DomainEvent<'proof.debited'> {
  /** The name of the call. */
  readonly transfer!: string;
  /** The stream of the other account. */
  readonly to!: string;
  /** Of this account. */
  readonly owner!: string;
  readonly coins!: number;
}

/** The other half, on the stream of the account that gets. */
@EventType('proof.credited')
export class Credited extends DomainEvent<'proof.credited'> {
  readonly transfer!: string;
  readonly from!: string;
  readonly owner!: string;
  readonly coins!: number;
}

/** A value that is written once in the whole history. */
@EventType('proof.noted')
export class Noted extends DomainEvent<'proof.noted'> {
  readonly value!: string;
  /** The name of the call. */
  readonly call!: string;
}
