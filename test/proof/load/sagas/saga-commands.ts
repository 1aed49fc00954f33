import { CommandType } from '@daybook/nestjs';

/** What sagas ask for: of which instance, how much, and of which purse, shelf or order. */
export abstract class SagaCommand {
  constructor(
    readonly of: string,
    readonly place: string,
    readonly amount: number,
  ) {}
}

@CommandType('proof.withdraw')
export class Withdraw extends SagaCommand {}

@CommandType('proof.deposit')
export class Deposit extends SagaCommand {}

@CommandType('proof.return')
export class Return extends SagaCommand {}

@CommandType('proof.hold')
export class Hold extends SagaCommand {}

@CommandType('proof.capture')
export class Capture extends SagaCommand {}

/** Undoes what was held, or captured by then. */
@CommandType('proof.give-coins-back')
export class GiveCoinsBack extends SagaCommand {}

@CommandType('proof.reserve')
export class Reserve extends SagaCommand {}

@CommandType('proof.ship')
export class Ship extends SagaCommand {}

/** Undoes what was reserved, or shipped by then. */
@CommandType('proof.give-items-back')
export class GiveItemsBack extends SagaCommand {}

@CommandType('proof.note-late')
export class NoteLate extends SagaCommand {}
