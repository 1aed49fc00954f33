import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Locker } from './locker';

export class GiveBackLocker extends Command<{ version: number }> {
  constructor(readonly lockerId: string) {
    super();
  }
}

@CommandHandler(GiveBackLocker)
export class GiveBackLockerHandler implements ICommandHandler<GiveBackLocker> {
  constructor(@InjectAggregateRepository(Locker) private readonly lockers: AggregateRepository<Locker>) {}

  async execute({ lockerId }: GiveBackLocker): Promise<{ version: number }> {
    const { version } = await this.lockers.update(lockerId, (locker) => locker.giveBack());
    return { version };
  }
}
