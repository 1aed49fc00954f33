import type { GenerationRecord } from '../read-model/generation-record.js';
import type { Generation } from '../read-model/generation.js';
import type { VerificationReport } from '../verifying/verification-report.js';

/** What happens to generations that are built, for the log and for alarms. */
export type BuildNotice =
  /** It has caught up, and its rows are what the events say. */
  | { readonly word: 'compared'; readonly generation: Generation; readonly keys: number }
  /** Readers see it from now on. */
  | { readonly word: 'switched'; readonly generation: Generation }
  /** It waits until an operator lets readers see it. */
  | { readonly word: 'awaits-operator'; readonly generation: Generation }
  /** Readers could not be led to it yet; that is tried again. Told when it begins. */
  | { readonly word: 'switch-delayed'; readonly generation: Generation; readonly error: unknown }
  /** It is given up; what is read is as it was. */
  | {
      readonly word: 'failed';
      readonly generation: Generation;
      readonly reason: string;
      readonly report?: VerificationReport | undefined;
    };

/** Told of what happens; what it throws is ignored. */
export type OnBuildNotice = (notice: BuildNotice) => void;

export function bare({ name, version, generation }: GenerationRecord | Generation): Generation {
  return { name, version, generation };
}
