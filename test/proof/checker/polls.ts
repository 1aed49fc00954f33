import type { PolledEntry } from '../history/entry.js';
import type { HistoryLine } from '../history/read-history.js';
import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';
import { Session, type Seen } from './session.js';

/**
 * I3, I4 and I5 of subscribers that keep their own place: between the place at which a session began and the last event
 * that it met, it has met each event of the log once, in order, as the log has it. What lies behind that it may not have
 * come to: sessions end at any time, and so do processes.
 */
export class Polls implements Judge {
  #met = 0;
  readonly #attended = new Map<string, Session>();

  constructor(private readonly court: Court) {}

  hear({ entry }: HistoryLine): void {
    if (entry.word === 'began') this.#began(entry);
    else if (entry.word === 'polled') this.#polled(entry);
    else if (entry.word === 'ended') this.#end(entry.session);
  }

  judge(): LookedAt {
    for (const name of [...this.#attended.keys()]) this.#end(name);
    return { I3: this.#met, I4: this.#met, I5: this.#met };
  }

  #began({ session, after = 0, at, process }: PolledEntry): void {
    // One that begins again is another one.
    this.#end(session);
    this.#attended.set(session, new Session(session, after, this.court.log.after(after), { at, process }));
  }

  #polled({ session: name, met = [], at, process }: PolledEntry): void {
    const session = this.#attended.get(name);
    if (session === undefined) throw new Error(`The history has ${name} meet events before it began.`);
    this.#met += met.length;
    for (const one of met) this.#meet(session, { at, process, met: one });
  }

  #meet(session: Session, seen: Required<Seen>): void {
    const { log, findings } = this.court;
    const { seen: before, name } = session;
    const [position, eventId, stream, version] = seen.met;
    const told = () => ({ lines: [inShort(session, before), inShort(session, seen)], positions: [position] });
    const index = log.at(position, session.last + 1);
    const isSame = log.ids[index] === eventId && log.streams[index] === stream && log.versions[index] === version;
    if (!isSame) {
      findings.add('inconsistent-offsets', () => {
        const there = index < 0 ? 'nothing is' : `${log.streams[index] ?? ''} ${log.versions[index] ?? 0} is`;
        return { text: `${name} met ${stream} ${version} at ${position}, where ${there}.`, ...told() };
      });
    }
    if (index < 0) return;
    const last = log.positions[session.last] ?? session.after;
    const wrong = session.meet(index, seen);
    if (wrong === 'again') {
      findings.add('poll-duplicate', () => ({ text: `${name} met ${position} twice.`, ...told() }));
    } else if (wrong === 'late') {
      findings.add('nonmonotonic-poll', () => ({ text: `${name} met ${position} behind ${last}.`, ...told() }));
    }
  }

  /** What was passed over may still come as long as it goes on; that is told of as out of order, not as skipped. */
  #end(name: string): void {
    const { log, findings } = this.court;
    const session = this.#attended.get(name);
    this.#attended.delete(name);
    for (const { from, to, between } of session?.passed ?? []) {
      for (let index = from; index < to; index++) {
        findings.add('poll-skip', () => {
          const position = log.positions[index] ?? 0;
          const lines = between.map((seen) => inShort(session, seen));
          return { text: `${name} has gone past ${position} without meeting it.`, lines, positions: [position] };
        });
      }
    }
  }
}

function inShort(session: Session | undefined, { at, process, met }: Seen): string {
  const name = session?.name ?? '';
  if (met === undefined) return `${at.toFixed(3)} ${process} ${name} began after ${session?.after ?? 0}`;
  const [position, eventId, stream, version] = met;
  return `${at.toFixed(3)} ${process} ${name} polled ${position}: ${stream} ${version} (${eventId})`;
}
