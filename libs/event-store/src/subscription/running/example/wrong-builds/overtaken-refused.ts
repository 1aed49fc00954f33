import type { EntityManager } from '../../../../stream/transaction.js';
import { checkProgress } from '../../../check-subscription.js';
import type { Progress } from '../../../progress.js';
import { Checkpoint as Right } from '../../checkpoint.js';

/** Refuses what was begun before a report moved the checkpoint, as something that goes back. */
export class Checkpoint extends Right {
  override commit(work: (manager: EntityManager | undefined) => Promise<Progress>): Promise<void> {
    return super.commit(async (manager) => {
      const progress = await work(manager);
      checkProgress(this.lease, progress);
      return progress;
    });
  }
}
