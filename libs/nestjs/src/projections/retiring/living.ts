import type { LiveProcess } from '@daybook/event-store';
import { wordOfInline } from '../inline/known-inline.js';
import type { Generation } from '../read-model/generation.js';
import { wordOfKept } from './kept-versions.js';

/**
 * The processes that have a version of a projection: they run one of its generations, have its rows written by their
 * appends, or read them.
 */
export function processesOf(
  processes: readonly LiveProcess[],
  of: Pick<Generation, 'name' | 'version'>,
): readonly LiveProcess[] {
  const generations = `${of.name}@${of.version}.`;
  const words: readonly string[] = [wordOfInline(of), wordOfKept(of)];
  return processes.filter(({ runs }) => runs.some((name) => words.includes(name) || name.startsWith(generations)));
}

/** The processes that run a reader of the log. */
export function processesRunning(processes: readonly LiveProcess[], reader: string): readonly LiveProcess[] {
  return processes.filter(({ runs }) => runs.includes(reader));
}
