import { AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Invoice } from './invoice.entity';
import { Locker } from './locker';

export class RentLocker extends Command<{ version: number }> {
  constructor(
    readonly lockerId: string,
    readonly tenant: string,
    readonly size: 'small' | 'large',
  ) {
    super();
  }
}

/** The invoice and the rental are kept together, or neither of them is. */
@CommandHandler(RentLocker)
export class RentLockerHandler implements ICommandHandler<RentLocker> {
  constructor(
    @InjectAggregateRepository(Locker) private readonly lockers: AggregateRepository<Locker>,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute({ lockerId, tenant, size }: RentLocker): Promise<{ version: number }> {
    return this.unitOfWork.run(async (manager) => {
      await manager.save(Invoice, { tenant });
      const known = await this.lockers.find(lockerId);
      const rent = (locker: Locker): void => locker.rent(tenant, size);
      const { version } = await (known ? this.lockers.update(lockerId, rent) : this.lockers.create(lockerId, rent));
      return { version };
    });
  }
}
