import type { Problem } from './problem.js';
import { retryAfterSeconds } from './problem-statuses.js';

const longest = 86_400;

/** After how many seconds it is worth while to ask again; undefined if nobody can say. */
export function retryAfterOf(problem: Problem, now = new Date()): number | undefined {
  if (problem.status !== 503) return undefined;
  const at = problem['nextRunAt'];
  if (!(at instanceof Date)) return retryAfterSeconds[problem.code];
  const seconds = Math.ceil((at.getTime() - now.getTime()) / 1_000);
  return Math.min(longest, Math.max(1, seconds));
}
