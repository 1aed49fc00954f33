import type { DataSource } from 'typeorm';
import type { RegisteredProjection } from '../projection-registry.js';
import type { GenerationRecord, GenerationState } from '../read-model/generation-record.js';
import { GenerationRecords } from '../read-model/generation-records.js';
import type { Generation } from '../read-model/generation.js';
import type { VerificationReport } from '../verifying/verification-report.js';
import type { GenerationComparison } from './generation-comparison.js';
import type { GenerationSwitch } from './generation-switch.js';

/** With what a build is completed. */
export interface BuildCompletionParts {
  readonly dataSource: DataSource;
  readonly schema: string;
  readonly comparison: GenerationComparison;
  readonly switching: GenerationSwitch;
}

/** How much is compared. */
export interface CompareOptions {
  /** So many keys, chosen at random, or all. Default 1,000. */
  readonly sample?: number | 'all' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** So many keys are compared at least before readers see a generation. */
const sampledKeys = 1_000;

/** What stands between a generation that has caught up and its readers: it is compared, and switched to. */
export class BuildCompletion {
  readonly #records: GenerationRecords;

  constructor(private readonly parts: BuildCompletionParts) {
    this.#records = new GenerationRecords(parts.schema);
  }

  /**
   * Compares a sample of the rows of a generation, of that which is read, and puts on record what has come of it.
   *
   * @returns undefined for what handlers write, which cannot be compared
   * @throws what `verifyProjection` throws
   */
  async compare(
    projection: RegisteredProjection,
    generation: Generation,
    { sample = sampledKeys, signal }: CompareOptions = {},
  ): Promise<VerificationReport | undefined> {
    const { manager } = this.parts.dataSource;
    const records = await this.#records.list(manager, generation.name);
    const besides = records.find((one) => one.state === 'live' && isOther(one, generation));
    const report = await this.parts.comparison.of(projection, generation, {
      sample: sample === 'all' ? undefined : sample,
      besides,
      signal,
    });
    if (report !== undefined) await this.#records.compared(manager, generation, report);
    return report;
  }

  /** Lets readers see a generation. Throws what `GenerationSwitch.to` throws. */
  async switchTo({ definition }: RegisteredProjection, generation: Generation): Promise<void> {
    await this.parts.switching.to(definition, generation);
  }

  /**
   * Ends a build that is not read yet, or what is kept beside the one that is; what is read is as it was.
   *
   * @returns false if readers were led to it meanwhile, or it has ended
   */
  async giveUp(
    generation: Generation,
    state: 'failed' | 'cancelled',
    reason: string,
    from: readonly GenerationState[] = ['building'],
  ): Promise<boolean> {
    return this.parts.dataSource.transaction('READ COMMITTED', async (manager) => {
      await this.#records.lock(manager, generation.name);
      const record = await this.#records.get(manager, generation);
      if (!from.includes(record.state)) return false;
      await this.#records.move(manager, generation, state, reason);
      return true;
    });
  }
}

/** Another one of the same version. */
function isOther(one: GenerationRecord, { version, generation }: Generation): boolean {
  return one.version === version && one.generation !== generation;
}
