import type { UnitOfWork } from '@daybook/nestjs';
import type { EntityManager } from 'typeorm';

/** A wrong build of the unit of work: what the account does is recorded by itself, and what the payment becomes after it. */
export const oneAfterAnother = ((work: (manager: EntityManager) => Promise<unknown>) =>
  work(undefined as never)) as UnitOfWork['run'];
