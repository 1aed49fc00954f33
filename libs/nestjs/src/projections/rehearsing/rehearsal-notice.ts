import type { Generation } from '../read-model/generation.js';
import type { RehearsalEnd } from './rehearsal-records.js';

/** What happens to rehearsals, for the log. */
export type RehearsalNotice =
  /** It was begun, because it was time. */
  | { readonly word: 'begun'; readonly generation: Generation; readonly dueAt: Date }
  /** Its outcome is on record. */
  | { readonly word: 'ended'; readonly generation: Generation; readonly end: RehearsalEnd }
  /** Something did not succeed, and is tried again. Told when it begins. */
  | { readonly word: 'delayed'; readonly projection: string; readonly error: unknown };

/** Told of what happens; what it throws is ignored. */
export type OnRehearsalNotice = (notice: RehearsalNotice) => void;
