import type { LiveProcess } from '../../../live-process.js';
import { assigneeOf as right } from '../../assignment.js';

/** Divides segments among all who run them, whether they can read what comes next or not. */
export function assigneeOf(
  segment: Parameters<typeof right>[0],
  processes: readonly LiveProcess[],
): string | undefined {
  return right(
    segment,
    processes.map(({ id, name, runs }) => ({ id, name, runs })),
  );
}
