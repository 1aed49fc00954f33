import type { Log } from './log.js';

/** The halves of a transfer that are in the log, by index. */
export interface Halves {
  readonly debits: readonly number[];
  readonly credits: readonly number[];
}

const nothing: Halves = { debits: [], credits: [] };

/** The transfers of a log, by the name of their call. */
export class Transfers {
  readonly #halves = new Map<string, { debits: number[]; credits: number[] }>();

  constructor(log: Log) {
    for (let index = 0; index < log.size; index++) {
      const type = log.types[index];
      if (type !== 'proof.debited' && type !== 'proof.credited') continue;
      const halves = this.#of(log.calls[index] ?? '');
      (type === 'proof.debited' ? halves.debits : halves.credits).push(index);
    }
  }

  of(call: string): Halves {
    return this.#halves.get(call) ?? nothing;
  }

  get all(): ReadonlyMap<string, Halves> {
    return this.#halves;
  }

  #of(call: string): { debits: number[]; credits: number[] } {
    const known = this.#halves.get(call);
    if (known !== undefined) return known;
    const halves = { debits: [], credits: [] };
    this.#halves.set(call, halves);
    return halves;
  }
}
