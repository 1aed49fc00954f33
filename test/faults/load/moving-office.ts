import { type AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Chest, CreditChest, DebitChest } from './chests.js';
import { EndMove, Move, NoteLate } from './moves.js';

type Command = DebitChest | CreditChest | EndMove | NoteLate;

/** What goes wrong around the commands of a process, beside what they do. */
export class Troubles {
  /** Called before each command; throws to let it fail without effect. */
  before: (command: Command) => Promise<void> | void = () => undefined;
  /** Told what its work has thrown. */
  refused: (command: Command, error: unknown) => void = () => undefined;
  /** Called after each; throws to lose the answer. */
  after: (command: Command) => Promise<void> | void = () => undefined;

  async around(command: Command, work: () => Promise<unknown>): Promise<void> {
    await this.before(command);
    try {
      await work();
    } catch (error) {
      this.refused(command, error);
      throw error;
    }
    await this.after(command);
  }
}

@CommandHandler(DebitChest)
export class DebitChestHandler implements ICommandHandler<DebitChest> {
  constructor(
    @InjectAggregateRepository(Chest) private readonly chests: AggregateRepository<Chest>,
    private readonly troubles: Troubles,
  ) {}
  async execute(command: DebitChest): Promise<void> {
    const { chest, amount, move } = command;
    await this.troubles.around(command, () => this.chests.update(chest, (its) => its.debit(amount, move)));
  }
}

@CommandHandler(CreditChest)
export class CreditChestHandler implements ICommandHandler<CreditChest> {
  constructor(
    @InjectAggregateRepository(Chest) private readonly chests: AggregateRepository<Chest>,
    private readonly troubles: Troubles,
  ) {}
  async execute(command: CreditChest): Promise<void> {
    const { chest, amount, move } = command;
    await this.troubles.around(command, () => this.chests.update(chest, (its) => its.credit(amount, move)));
  }
}

@CommandHandler(EndMove)
export class EndMoveHandler implements ICommandHandler<EndMove> {
  constructor(
    @InjectAggregateRepository(Move) private readonly moves: AggregateRepository<Move>,
    private readonly troubles: Troubles,
  ) {}
  async execute(command: EndMove): Promise<void> {
    const { move, how } = command;
    await this.troubles.around(command, () => this.moves.update(move, (its) => its.end(how)));
  }
}

@CommandHandler(NoteLate)
export class NoteLateHandler implements ICommandHandler<NoteLate> {
  constructor(
    @InjectAggregateRepository(Move) private readonly moves: AggregateRepository<Move>,
    private readonly troubles: Troubles,
  ) {}
  async execute(command: NoteLate): Promise<void> {
    await this.troubles.around(command, () => this.moves.update(command.move, (its) => its.late()));
  }
}

export const movingHandlers = [DebitChestHandler, CreditChestHandler, EndMoveHandler, NoteLateHandler];
