import type { CallRecord } from './calls.js';
import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';
import { openings, type Opening } from './openings.js';

/** I1: what was acknowledged is there, what was refused is not; of what was unknown all is there or nothing. */
export class LostWrites implements Judge {
  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    const { calls, log } = this.court;
    let acknowledged = 0;
    for (const record of calls.records.values()) {
      if (record.fate === 'ok') acknowledged += 1;
      if (record.asked.kind === 'append') this.#append(record);
      if (record.asked.kind === 'transfer') this.#transfer(record);
    }
    for (const opening of openings(log, calls.records.values())) this.#opening(opening);
    return { I1: acknowledged };
  }

  #append(record: CallRecord): void {
    const { there, wanted } = this.court.presence.of(record.name);
    this.#weigh(record, there, wanted, `${there} of its ${wanted} values`);
  }

  #transfer(record: CallRecord): void {
    const { debits, credits } = this.court.transfers.of(record.name);
    const there = Math.min(1, debits.length) + Math.min(1, credits.length);
    this.#weigh(record, there, 2, debits.length > 0 ? 'its debit' : 'its credit');
  }

  #weigh(record: CallRecord, there: number, wanted: number, part: string): void {
    const { findings } = this.court;
    const { name, fate } = record;
    const told = () => ({ calls: [name], positions: this.#positionsOf(name) });
    const what = record.asked.kind;
    if (fate === 'ok' && there === 0) {
      findings.add('lost-write', () => ({
        text: `The ${what} ${name} was acknowledged, and nothing of it is there.`,
        ...told(),
      }));
    } else if (fate === 'failed' && there > 0) {
      const all = there === wanted ? 'it' : part;
      findings.add('refused-present', () => ({
        text: `The ${what} ${name} was refused, and ${all} is there.`,
        ...told(),
      }));
    } else if (there > 0 && there < wanted) {
      findings.add('torn', () => ({ text: `Of the ${what} ${name} there is ${part}, without the rest.`, ...told() }));
    }
  }

  #opening({ account, calls, opened }: Opening): void {
    const { findings, log } = this.court;
    const told = { calls: calls.map(({ name }) => name), positions: opened.map((index) => log.positions[index] ?? 0) };
    const fates = new Set(calls.map(({ fate }) => fate));
    if (opened.length === 0 && fates.has('ok')) {
      findings.add('lost-write', () => ({
        text: `The opening of ${account} was acknowledged, and is not there.`,
        ...told,
      }));
    }
    if (opened.length > 0 && fates.size === 1 && fates.has('failed')) {
      findings.add('refused-present', () => ({
        text: `The opening of ${account} was refused, and is there.`,
        ...told,
      }));
    }
  }

  /** Looked for only where something is told of; a call has few events. */
  #positionsOf(call: string): readonly number[] {
    const { log } = this.court;
    const found: number[] = [];
    for (let index = log.calls.indexOf(call); index >= 0; index = log.calls.indexOf(call, index + 1)) {
      found.push(log.positions[index] ?? 0);
    }
    return found;
  }
}
