import { Checkpoint as Right } from '../../checkpoint.js';
import type { Progress } from '../../../progress.js';
import { isLeaseLost } from '../../store-trouble.js';

/** Takes a refused commit for one that was made. */
export class Checkpoint extends Right {
  override async commit(work: Parameters<Right['commit']>[0]): Promise<void> {
    let progress: Progress | undefined;
    try {
      await super.commit(async (manager) => (progress = await work(manager)));
    } catch (error) {
      if (!isLeaseLost(error)) throw error;
      this.pass(progress?.position ?? 0);
    }
  }
}
