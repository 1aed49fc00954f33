import type { CopiesAnswer } from './moving-copies.js';
import type { MovingDeath } from './moving-steps.js';

/** What a process that moves money says. */
export type MovingWord =
  | { readonly word: 'started' }
  /**
   * Of the command of a move: it was begun, carried out, failed before it, lost its answer behind it, takes longer than its
   * answer is waited for, stands still in it.
   */
  | {
      readonly word: 'begins' | 'ends' | 'failed' | 'unanswered' | 'overdue' | 'stands';
      readonly of: string;
      readonly move: string;
    }
  /** The copies that it was told to send have been answered. */
  | { readonly word: 'copied'; readonly move: string; readonly answers: CopiesAnswer }
  /** It was refused, by a rule or by the store. */
  | { readonly word: 'refused'; readonly of: string; readonly move: string; readonly code: string };

/** What happens in it to commands. */
export interface MovingTroubles {
  /** The share of commands that fail, before their effect and after it each. Default 0. */
  readonly failing?: number;
  /** How long it takes at most before and after the effect, in milliseconds. Default 0. */
  readonly lateMs?: number;
  /** The share of commands that take effect, or answer, when nobody waits for it any more. Default 0. */
  readonly overdue?: number;
  /** How long the answer to a command is waited for, in milliseconds. Default 60,000. */
  readonly patienceMs?: number;
  /** Default 500. */
  readonly leaseMs?: number;
  /** How far its clock is ahead, and steps back. Default 0. */
  readonly clockOffMs?: number;
  /** At so many of its first debits it stands long enough to be stopped. Default 0. */
  readonly stands?: number;
  /** Where it kills itself. Default: nowhere. */
  readonly dies?: MovingDeath;
}
