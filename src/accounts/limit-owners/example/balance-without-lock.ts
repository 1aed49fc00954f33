import type { EntityManager } from 'typeorm';
import { OwnerExposure } from '../owner-exposure.js';

/** A wrong build of `OwnerLimit`: it looks at the owner's row and lets others look at it as well. */
export async function balanceWithoutLock(ownerId: string, manager: EntityManager): Promise<bigint> {
  return (await manager.findOneByOrFail(OwnerExposure, { ownerId })).balanceMinor;
}
