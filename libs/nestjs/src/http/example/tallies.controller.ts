import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { setTimeout as pause } from 'node:timers/promises';
import { AggregateRepository } from '../../commands/aggregate-repository.js';
import { Tally } from '../../commands/example/tally.js';
import { InjectAggregateRepository } from '../../module/aggregate-repository.token.js';

const aMoment = (): Promise<void> => pause(Math.random() * 20);

export class BeginTally {
  constructor(readonly id: string) {}
}

export class CountTwice {
  constructor(readonly id: string) {}
}

export class CountOn {
  constructor(readonly id: string) {}
}

@CommandHandler(BeginTally)
export class BeginTallyHandler implements ICommandHandler<BeginTally> {
  constructor(@InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>) {}

  async execute({ id }: BeginTally): Promise<void> {
    await aMoment();
    await this.tallies.create(id, (tally) => tally.begin(id));
  }
}

@CommandHandler(CountOn)
export class CountOnHandler implements ICommandHandler<CountOn> {
  constructor(@InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>) {}

  async execute({ id }: CountOn): Promise<void> {
    await aMoment();
    await this.tallies.update(id, (tally) => tally.count(3));
  }
}

/** Two events of its own, and between them a command that it sends. */
@CommandHandler(CountTwice)
export class CountTwiceHandler implements ICommandHandler<CountTwice> {
  constructor(
    @InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>,
    private readonly commands: CommandBus,
  ) {}

  async execute({ id }: CountTwice): Promise<void> {
    await aMoment();
    await this.tallies.update(id, (tally) => tally.count(1));
    await Promise.all([aMoment(), this.commands.execute(new CountOn(id))]);
    await this.tallies.update(id, (tally) => tally.count(2));
  }
}

/** Waits here and there, as real ones do, so that requests overtake each other. */
@Controller('tallies')
export class TalliesController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id')
  async tally(@Param('id') id: string, @Body() _body: unknown): Promise<object> {
    await aMoment();
    await this.commands.execute(new BeginTally(id));
    await aMoment();
    await this.commands.execute(new CountTwice(id));
    return { id };
  }
}
