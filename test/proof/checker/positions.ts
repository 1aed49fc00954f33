import type { HistoryLine } from '../history/read-history.js';
import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';

/** I3, of what writers were told: at the position stands that version of that stream, and it is theirs. */
export class Positions implements Judge {
  #told = 0;

  constructor(private readonly court: Court) {}

  hear({ entry }: HistoryLine): void {
    if (entry.word !== 'ok') return;
    for (const told of entry.answer.streams ?? []) this.#isAsTold(entry.call, told);
  }

  judge(): LookedAt {
    return { I3: this.#told };
  }

  #isAsTold(call: string, { stream, version, position }: { stream: string; version: number; position: number }): void {
    const { log, findings } = this.court;
    this.#told += 1;
    const index = log.at(position);
    const isTheirs = log.calls[index] === call || log.types[index] === 'proof.opened';
    if (log.streams[index] === stream && log.versions[index] === version && isTheirs) return;
    // Where nothing is, and nothing is anywhere, it is lost, which is told of elsewhere.
    if (index < 0 && !this.#isThere(call)) return;
    findings.add('inconsistent-offsets', () => {
      const there = index < 0 ? 'nothing is' : `${log.streams[index] ?? ''} ${log.versions[index] ?? 0} is`;
      const text = `${call} was told that ${stream} ${version} is at ${position}, where ${there}.`;
      return { text, calls: [call], positions: [position] };
    });
  }

  #isThere(call: string): boolean {
    const { presence, transfers, log, calls } = this.court;
    const asked = calls.records.get(call)?.asked;
    if (asked?.kind === 'open') return log.byStream.has(asked.account);
    if (asked?.kind === 'append') return presence.of(call).there > 0;
    return transfers.of(call).debits.length + transfers.of(call).credits.length > 0;
  }
}
