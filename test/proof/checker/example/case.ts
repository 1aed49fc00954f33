import type { Met, PolledEntry } from '../../history/entry.js';
import type { Word } from '../invariant.js';
import { observed, type Observed } from './observed.js';
import { Story } from './story.js';

/** What has become of the right story. */
export interface Case {
  readonly what: string;
  readonly story: () => Observed;
  /** What follows from it besides. */
  readonly also?: readonly Word[];
}

/** What must be told of with a word and with nothing else, and what is nearest to it and innocent. */
export interface Cases {
  readonly wrong: readonly Case[];
  readonly innocent: readonly Case[];
}

/** Two accounts, a transfer, and notes in two cells: everything as it should be, up to position 12. */
export function right(more: (story: Story) => unknown = () => undefined): Story {
  const story = new Story()
    .open('account-1', 100)
    .open('account-2', 50)
    .note('a', { 'cell-1': 2 })
    .transfer('t', 'account-1', 'account-2', 30)
    .gap(3)
    .note('b', { 'cell-1': 1, 'cell-2': 2 })
    .look('l');
  more(story);
  return story;
}

/** Something else happens. */
export function happens(what: string, more: (story: Story) => unknown): Case {
  return { what, story: () => observed(right(more)) };
}

/** Something happens to the log, and readers read that. */
export function inLog(
  what: string,
  change: (events: Observed['events']) => Observed['events'],
  more?: (story: Story) => unknown,
): Case {
  return {
    what,
    story: () => {
      const story = right(more);
      return observed(story, change(story.events));
    },
  };
}

/** The log is as it should be, and something else is not. */
export function beside(what: string, change: (seen: Observed) => unknown): Case {
  return {
    what,
    story: () => {
      const seen = observed(right());
      change(seen);
      return seen;
    },
  };
}

/** The first session meets something else. */
export function meets(what: string, change: (met: readonly Met[]) => readonly Met[]): Case {
  return beside(what, (seen) => {
    const pages = seen.lines.filter((line): line is PolledEntry => line.word === 'polled' && line.session === 'all');
    const [first] = pages;
    const met = change(pages.flatMap((page) => page.met ?? []));
    seen.lines = seen.lines.flatMap((line) => {
      if (line === first) return [{ ...first, met }];
      return pages.includes(line as PolledEntry) ? [] : [line];
    });
  });
}

export function swapped<T>(items: readonly T[], one: number, other: number): T[] {
  const changed = [...items];
  [changed[one], changed[other]] = [items[other] as T, items[one] as T];
  return changed;
}
