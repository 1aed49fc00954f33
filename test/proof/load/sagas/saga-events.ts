import { DomainEvent, EventType } from '@daybook/domain';

// What is asked for, as callers write it down: `value` is unique in the whole history, and `call` is the name of the call.

/** Coins into a purse, or items onto a shelf: they come into being in no other way. */
@EventType('proof.supplied')
export class Supplied extends DomainEvent<'proof.supplied'> {
  readonly value!: string;
  readonly call!: string;
  readonly amount!: number;
}

/** Begins an instance of `proof-moves`, whose key is the call. */
@EventType('proof.move-asked')
export class MoveAsked extends DomainEvent<'proof.move-asked'> {
  readonly value!: string;
  readonly call!: string;
  /** The numbers of purses. */
  readonly from!: string;
  readonly to!: string;
  readonly coins!: number;
  /** In how many milliseconds it is to begin, by a deadline; null: at once. */
  readonly afterMs!: number | null;
}

/** Begins an instance of `proof-orders`, whose key is the call. */
@EventType('proof.order-submitted')
export class OrderSubmitted extends DomainEvent<'proof.order-submitted'> {
  readonly value!: string;
  readonly call!: string;
  readonly purse!: string;
  readonly coins!: number;
  readonly shelf!: string;
  readonly items!: number;
  /** Whether nothing is captured before somebody has confirmed it. */
  readonly waits!: boolean;
  readonly withinMs!: number;
}

@EventType('proof.order-confirmed')
export class OrderConfirmed extends DomainEvent<'proof.order-confirmed'> {
  readonly value!: string;
  readonly call!: string;
  readonly of!: string;
}

@EventType('proof.order-cancelled')
export class OrderCancelled extends DomainEvent<'proof.order-cancelled'> {
  readonly value!: string;
  readonly call!: string;
  readonly of!: string;
}

// What comes of commands of sagas; `of` is the instance.

@EventType('proof.withdrawn')
export class Withdrawn extends DomainEvent<'proof.withdrawn'> {
  readonly of!: string;
  readonly amount!: number;
}

@EventType('proof.deposited')
export class Deposited extends DomainEvent<'proof.deposited'> {
  readonly of!: string;
  readonly amount!: number;
}

/** What was withdrawn comes back. */
@EventType('proof.returned')
export class Returned extends DomainEvent<'proof.returned'> {
  readonly of!: string;
  readonly amount!: number;
}

@EventType('proof.held')
export class Held extends DomainEvent<'proof.held'> {
  readonly of!: string;
  readonly amount!: number;
}

@EventType('proof.captured')
export class Captured extends DomainEvent<'proof.captured'> {
  readonly of!: string;
  readonly amount!: number;
}

/** What was held, and not captured, is free again. */
@EventType('proof.let-go')
export class LetGo extends DomainEvent<'proof.let-go'> {
  readonly of!: string;
  readonly amount!: number;
}

/** What was captured comes back. */
@EventType('proof.refunded')
export class Refunded extends DomainEvent<'proof.refunded'> {
  readonly of!: string;
  readonly amount!: number;
}

@EventType('proof.reserved')
export class Reserved extends DomainEvent<'proof.reserved'> {
  readonly of!: string;
  readonly amount!: number;
}

@EventType('proof.shipped')
export class Shipped extends DomainEvent<'proof.shipped'> {
  readonly of!: string;
  readonly amount!: number;
}

/** What was reserved, and not shipped, is free again. */
@EventType('proof.released')
export class Released extends DomainEvent<'proof.released'> {
  readonly of!: string;
  readonly amount!: number;
}

/** What was shipped comes back. */
@EventType('proof.taken-back')
export class TakenBack extends DomainEvent<'proof.taken-back'> {
  readonly of!: string;
  readonly amount!: number;
}

/** A deadline has passed. */
@EventType('proof.noted-late')
export class NotedLate extends DomainEvent<'proof.noted-late'> {
  readonly of!: string;
}

/** All that callers write down. */
export const askedEvents = [Supplied, MoveAsked, OrderSubmitted, OrderConfirmed, OrderCancelled] as const;

/** All that commands of sagas come to. */
export const sagaEvents = [
  ...[Withdrawn, Deposited, Returned, Held, Captured, LetGo, Refunded],
  ...[Reserved, Shipped, Released, TakenBack, NotedLate],
] as const;
