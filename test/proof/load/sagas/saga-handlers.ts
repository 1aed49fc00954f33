import type { AggregateClass, AggregateRoot } from '@daybook/domain';
import { type AggregateRepository, commandTypeOf, InjectAggregateRepository } from '@daybook/nestjs';
import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ProofSurroundings } from '../proof-surroundings.js';
import { Order } from './order.js';
import { Purse } from './purse.js';
import {
  Capture,
  Deposit,
  GiveCoinsBack,
  GiveItemsBack,
  Hold,
  NoteLate,
  Reserve,
  Return,
  type SagaCommand,
  Ship,
  Withdraw,
} from './saga-commands.js';
import { Shelf } from './shelf.js';

type Does<A> = (aggregate: A, of: string, amount: number) => void;

/** A handler that tells the history that the command has come, and changes one aggregate. */
function handling<A extends AggregateRoot>(
  command: Type<SagaCommand>,
  aggregate: AggregateClass<A>,
  does: Does<A>,
): Type<ICommandHandler<SagaCommand>> {
  const type = commandTypeOf(command) ?? command.name;
  @CommandHandler(command)
  class Handler implements ICommandHandler<SagaCommand> {
    constructor(
      @InjectAggregateRepository(aggregate) private readonly aggregates: AggregateRepository<A>,
      private readonly surroundings: ProofSurroundings,
    ) {}

    async execute({ of, place, amount }: SagaCommand): Promise<void> {
      this.surroundings.history.write({ word: 'sent', of, type });
      await this.aggregates.update(place, (its) => does(its, of, amount));
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${command.name}Handler` });
  return Handler;
}

export const sagaHandlers = [
  handling(Withdraw, Purse, (purse, of, amount) => purse.withdraw(of, amount)),
  handling(Deposit, Purse, (purse, of, amount) => purse.deposit(of, amount)),
  handling(Return, Purse, (purse, of, amount) => purse.return(of, amount)),
  handling(Hold, Purse, (purse, of, amount) => purse.hold(of, amount)),
  handling(Capture, Purse, (purse, of, amount) => purse.capture(of, amount)),
  handling(GiveCoinsBack, Purse, (purse, of, amount) => purse.giveBack(of, amount)),
  handling(Reserve, Shelf, (shelf, of, amount) => shelf.reserve(of, amount)),
  handling(Ship, Shelf, (shelf, of, amount) => shelf.ship(of, amount)),
  handling(GiveItemsBack, Shelf, (shelf, of, amount) => shelf.giveBack(of, amount)),
  handling(NoteLate, Order, (order, of) => order.noteLate(of)),
];
