import type { EntityManager } from '@daybook/event-store';
import type { ClsService } from 'nestjs-cls';
import { TransactionContext } from '../transaction-context.js';

const place = 'daybook.transaction';

/** Carries transactions in the store of nestjs-cls, beside whatever else an application has put there. */
export class ClsTransactionContext extends TransactionContext {
  constructor(private readonly cls: ClsService) {
    super();
  }

  current(): EntityManager | undefined {
    return this.cls.isActive() ? this.cls.get<EntityManager | undefined>(place) : undefined;
  }

  run<R>(manager: EntityManager | undefined, work: () => Promise<R>): Promise<R> {
    return this.cls.run({ ifNested: 'inherit' }, () => {
      this.cls.set(place, manager);
      return work();
    });
  }
}
