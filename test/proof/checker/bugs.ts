import type { HistoryLine } from '../history/read-history.js';
import type { Court } from './court.js';
import { lineInShort } from './in-short.js';
import type { Judge, LookedAt } from './judge.js';

/** What a process tells of that must never happen, whatever goes wrong around it. */
export class Bugs implements Judge {
  #processes = 0;

  constructor(private readonly court: Court) {}

  hear({ entry }: HistoryLine): void {
    if (entry.word === 'process' && entry.phase === 'ready') this.#processes += 1;
    if (entry.word !== 'bug') return;
    const [text = ''] = entry.error.split('\n');
    this.court.findings.add('bug', () => ({ text: `${entry.process}: ${text}`, lines: [lineInShort(entry)] }));
  }

  judge(): LookedAt {
    return { errors: this.#processes };
  }
}
