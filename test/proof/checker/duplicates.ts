import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';
import { openings } from './openings.js';
import { commandOf } from './saga-commands.js';

/** I1: what was asked for once is there once, and what is there was asked for. */
export class Duplicates implements Judge {
  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    this.#values();
    this.#transfers();
    this.#openings();
    this.#strangers();
    return {};
  }

  #values(): void {
    const { log } = this.court;
    for (const [value, indices] of log.repeated) {
      this.#add(`The value ${value}`, indices, log.calls[indices[0] ?? 0]);
    }
  }

  #transfers(): void {
    for (const [call, { debits, credits }] of this.court.transfers.all) {
      if (debits.length > 1) this.#add(`The debit of the transfer ${call}`, debits, call);
      if (credits.length > 1) this.#add(`The credit of the transfer ${call}`, credits, call);
    }
  }

  #openings(): void {
    const { calls, log } = this.court;
    for (const { account, opened } of openings(log, calls.records.values())) {
      if (opened.length > 1) this.#add(`The opening of ${account}`, opened);
    }
  }

  #add(what: string, indices: readonly number[], call?: string): void {
    const { findings, log } = this.court;
    findings.add('duplicate', () => {
      const positions = indices.map((index) => log.positions[index] ?? 0);
      const text = `${what} is there ${indices.length} times, at ${positions.slice(0, 3).join(' and ')}.`;
      return { text, positions, ...(call === undefined ? {} : { calls: [call] }) };
    });
  }

  #strangers(): void {
    const { findings, log } = this.court;
    for (let index = 0; index < log.size; index++) {
      const why = this.#stranger(index);
      if (why === undefined) continue;
      findings.add('stranger', () => {
        const call = log.calls[index];
        const text = `Nobody has asked for what is at ${log.positions[index] ?? 0} in ${log.streams[index] ?? ''}: ${why}.`;
        return { text, positions: [log.positions[index] ?? 0], ...(call === undefined ? {} : { calls: [call] }) };
      });
    }
  }

  #stranger(index: number): string | undefined {
    const { log, presence, calls } = this.court;
    const type = log.types[index];
    const asked = calls.records.get(log.calls[index] ?? '')?.asked;
    switch (type) {
      case 'proof.noted':
      case 'proof.supplied':
      case 'proof.move-asked':
      case 'proof.order-submitted':
      case 'proof.order-confirmed':
      case 'proof.order-cancelled':
        if (presence.isAsked(index)) return undefined;
        return `the value ${log.values[index] ?? ''} under the id ${log.ids[index] ?? ''}`;
      case 'proof.debited':
      case 'proof.credited':
        return asked?.kind === 'transfer' ? undefined : `half of the transfer ${log.calls[index] ?? ''}`;
      case 'proof.opened':
        return this.#isOpener(log.streams[index] ?? '') ? undefined : 'an opening';
      default:
        if (commandOf.has(type ?? '')) return this.#isOfSaga(index) ? undefined : `what a saga does for nobody`;
        return `a ${type ?? ''}`;
    }
  }

  #isOfSaga(index: number): boolean {
    const { instances, log } = this.court;
    return instances.of(log.ofs[index] ?? '').asked !== undefined;
  }

  #openers: ReadonlySet<string> | undefined;

  #isOpener(account: string): boolean {
    this.#openers ??= new Set(
      [...this.court.calls.records.values()].flatMap(({ asked }) => (asked.kind === 'open' ? [asked.account] : [])),
    );
    return this.#openers.has(account);
  }
}
