import type { CallEntry } from '../history/entry.js';
import type { HistoryLine } from '../history/read-history.js';
import type { Court } from './court.js';
import { lineInShort } from './in-short.js';
import type { Judge, LookedAt } from './judge.js';

interface Look {
  /** What was in all accounts together for certain when it was asked. */
  readonly least: number;
  readonly invoked: CallEntry;
}

/**
 * I8 of those who read: coins only come with an account, so that all rows of the inline read model have together what was
 * opened by then. Between the question and the answer some openings may be under way: then it is one of several sums.
 */
export class Holdings implements Judge {
  #answers = 0;
  /** Of accounts that are in the log: what they were opened with. */
  readonly #coins = new Map<string, number>();
  readonly #known = new Set<string>();
  readonly #maybe = new Set<string>();
  #least = 0;
  #most = 0;
  /** By call, of those who wait for an answer. */
  readonly #looks = new Map<string, Look>();
  readonly #opens = new Map<string, string>();

  constructor(private readonly court: Court) {
    const { log } = court;
    for (let index = 0; index < log.size; index++) {
      if (log.types[index] === 'proof.opened') this.#coins.set(log.streams[index] ?? '', log.coins[index] ?? 0);
    }
  }

  hear({ entry }: HistoryLine): void {
    if (!('call' in entry)) return;
    if (entry.word === 'invoked') this.#invoked(entry);
    else if (entry.word === 'ok') this.#answered(entry);
    if (entry.word !== 'invoked' && entry.word !== 'unknown') this.#looks.delete(entry.call);
  }

  judge(): LookedAt {
    return { I8: this.#answers };
  }

  #invoked(entry: Extract<CallEntry, { word: 'invoked' }>): void {
    if (entry.kind === 'read-holdings') this.#looks.set(entry.call, { least: this.#least, invoked: entry });
    if (entry.kind !== 'open') return;
    this.#opens.set(entry.call, entry.account);
    if (this.#maybe.has(entry.account)) return;
    this.#maybe.add(entry.account);
    this.#most += this.#coins.get(entry.account) ?? 0;
  }

  #answered(entry: Extract<CallEntry, { word: 'ok' }>): void {
    const account = this.#opens.get(entry.call);
    if (account !== undefined) this.#isOpen(account);
    const look = this.#looks.get(entry.call);
    const { total } = entry.answer;
    if (look === undefined || total === undefined) return;
    this.#answers += 1;
    if (look.least <= total && total <= this.#most) return;
    const due = look.least === this.#most ? `${look.least}` : `${look.least} to ${this.#most}`;
    const lines = [lineInShort(look.invoked), lineInShort(entry)];
    const text = `${entry.call} read ${total} coins in all, where ${due} were opened.`;
    this.court.findings.add('money', () => ({ text, lines }));
  }

  #isOpen(account: string): void {
    if (this.#known.has(account)) return;
    this.#known.add(account);
    this.#least += this.#coins.get(account) ?? 0;
  }
}
