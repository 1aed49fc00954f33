import type { Word } from './invariant.js';

/** A violation as its judge tells of it, and where to look for what shows it. */
export interface Finding {
  readonly word: Word;
  /** A sentence. */
  readonly text: string;
  /** Whose lines of the history show it. */
  readonly calls?: readonly string[];
  /** Lines of the history that show it, made short: one of a poll is long. */
  readonly lines?: readonly string[];
  /** Around which rows of the log it shows. */
  readonly positions?: readonly number[];
}

/** What judges have found: all of it is counted, of each word the first few are kept. A broken build breaks everything. */
export class Findings {
  readonly #counts = new Map<Word, number>();
  readonly #kept: Finding[] = [];

  constructor(private readonly keeps = 5) {}

  /** @param tell asked only for what is kept: a million sentences are not written */
  add(word: Word, tell: () => Omit<Finding, 'word'>): void {
    const count = this.#counts.get(word) ?? 0;
    this.#counts.set(word, count + 1);
    if (count < this.keeps) this.#kept.push({ word, ...tell() });
  }

  get counts(): ReadonlyMap<Word, number> {
    return this.#counts;
  }

  get kept(): readonly Finding[] {
    return this.#kept;
  }
}
