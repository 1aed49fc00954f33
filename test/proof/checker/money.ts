import type { Asked } from './calls.js';
import type { Court } from './court.js';
import { signOf } from './folds.js';
import type { Judge, LookedAt } from './judge.js';

/**
 * I8 of the log: after each event, what is in the accounts and what is on its way between two of them is together what the
 * accounts were opened with; no account is below zero; and what was asked for is what has moved.
 */
export class Money implements Judge {
  readonly #balances = new Map<string, number>();
  /** Of the transfers of which one half has come, by call: what is out of all accounts, less than zero if it is in twice. */
  readonly #onTheirWay = new Map<string, number>();
  #onTheWay = 0;
  #opened = 0;
  #total = 0;

  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    const { log } = this.court;
    let looked = 0;
    for (let index = 0; index < log.size; index++) {
      if (signOf(log.types[index]) === 0) continue;
      looked += 1;
      this.#move(index);
    }
    this.#atTheEnd();
    return { I8: looked };
  }

  #move(index: number): void {
    const { log } = this.court;
    const account = log.streams[index] ?? '';
    const moved = signOf(log.types[index]) * (log.coins[index] ?? 0);
    const balance = (this.#balances.get(account) ?? 0) + moved;
    this.#balances.set(account, balance);
    this.#total += moved;
    if (moved < 0 && balance < 0) this.#wrong(`${account} is at ${balance}`, index);
    if (log.types[index] === 'proof.opened') this.#opened += moved;
    else this.#transfer(index, moved);
    const more = this.#total + this.#onTheWay - this.#opened;
    if (more === 0) return;
    this.#wrong(`there are ${more} coins more than were opened`, index);
    // Told of where it begins, not at all positions behind it.
    this.#opened += more;
  }

  /** On its way is what was asked for, where it is known: not what the halves say of themselves. */
  #transfer(index: number, moved: number): void {
    const { log, calls } = this.court;
    const call = log.calls[index] ?? '';
    const asked = calls.records.get(call)?.asked;
    if (!isAsAsked(asked, index, this.court)) this.#wrong('something else has moved than was asked for', index);
    const left = asked?.kind === 'transfer' ? -Math.sign(moved) * asked.coins : -moved;
    this.#onTheWay += left;
    const onItsWay = (this.#onTheirWay.get(call) ?? 0) + left;
    if (onItsWay === 0) this.#onTheirWay.delete(call);
    else this.#onTheirWay.set(call, onItsWay);
  }

  #wrong(what: string, index: number): void {
    const { log, findings } = this.court;
    const position = log.positions[index] ?? 0;
    const call = log.calls[index];
    const calls = call === undefined ? {} : { calls: [call] };
    findings.add('money', () => ({ text: `At ${position} ${what}.`, positions: [position], ...calls }));
  }

  #atTheEnd(): void {
    const { log, findings, transfers } = this.court;
    for (const [call, coins] of this.#onTheirWay) {
      const { debits, credits } = transfers.of(call);
      const positions = [...debits, ...credits].map((index) => log.positions[index] ?? 0);
      const text = `${Math.abs(coins)} coins of the transfer ${call} have ${coins > 0 ? 'left' : 'come'}, and that is all.`;
      findings.add('money', () => ({ text, calls: [call], positions }));
    }
  }
}

function isAsAsked(asked: Asked | undefined, index: number, { log }: Court): boolean {
  // Nobody has asked for it: told of elsewhere.
  if (asked?.kind !== 'transfer') return true;
  const [account, other] = [log.streams[index], log.counterparts[index]];
  const isDebit = log.types[index] === 'proof.debited';
  const isBetween = isDebit
    ? account === asked.from && other === asked.to
    : account === asked.to && other === asked.from;
  return isBetween && log.coins[index] === asked.coins;
}
