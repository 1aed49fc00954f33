import { Checkpoint as Right } from '../../checkpoint.js';
import type { Progress } from '../../../progress.js';
import { isLeaseLost } from '../../store-trouble.js';

/** Takes a refused commit for one that was made. */
export class Checkpoint extends Right {
  override async commit(work: Parameters<Right['commit']>[0]): Promise<void> {
    let progress: Progress | undefined;
    await this.#goOn(
      super.commit(async (manager) => (progress = await work(manager))),
      () => progress?.position,
    );
  }

  override async advance(progress: Progress): Promise<void> {
    await this.#goOn(super.advance(progress), () => progress.position);
  }

  async #goOn(move: Promise<void>, position: () => number | undefined): Promise<void> {
    try {
      await move;
    } catch (error) {
      if (!isLeaseLost(error)) throw error;
      this.pass(position() ?? 0);
    }
  }
}
