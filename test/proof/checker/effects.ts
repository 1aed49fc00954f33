import type { HistoryLine } from '../history/read-history.js';
import type { Court } from './court.js';
import { lineInShort } from './in-short.js';
import type { Judge, LookedAt } from './judge.js';
import { reached, type SubscriptionRow } from './standing.js';

/** What has come of one reaction. */
interface Reacted {
  /** By index: how often. */
  readonly times: Uint8Array;
  /** By stream: the latest version. */
  readonly versions: Map<string, number>;
}

/**
 * I9: each event that a reaction wants has had its effect. Copies are expected and come under the key of the first, so it
 * is the first ones that come in the order of a stream; one of an owner that was overtaken may come late, as a copy.
 */
export class Effects implements Judge {
  #effects = 0;
  #redeliveries = 0;
  readonly #reactions = new Map<string, Reacted>();

  constructor(private readonly court: Court) {}

  /** How many came again under a key that was known. */
  get redeliveries(): number {
    return this.#redeliveries;
  }

  hear({ entry }: HistoryLine): void {
    if (entry.word !== 'effect') return;
    const { log, findings } = this.court;
    const { key, stream, version, reaction } = entry;
    this.#effects += 1;
    const reacted = this.#of(reaction);
    const index = log.find(stream, version);
    const lines = () => [lineInShort(entry)];
    if (index < 0 || log.ids[index] !== key) {
      const text = `${reaction} had an effect of ${stream} ${version} under ${key}, which is no event of the log.`;
      findings.add('effect-stranger', () => ({ text, lines: lines() }));
      return;
    }
    const times = reacted.times[index] ?? 0;
    reacted.times[index] = Math.min(255, times + 1);
    if (times > 0) {
      this.#redeliveries += 1;
      return;
    }
    const last = reacted.versions.get(stream) ?? 0;
    if (version < last) {
      const text = `${reaction} had its first effect of ${stream} ${version} behind that of ${last}.`;
      findings.add('effect-order', () => ({ text, lines: lines(), positions: [log.positions[index] ?? 0] }));
    }
    reacted.versions.set(stream, Math.max(last, version));
  }

  judge(): LookedAt {
    for (const row of this.court.standing.subscriptions) if (row.kind === 'reaction') this.#missing(row);
    return { I9: this.#effects };
  }

  #missing(row: SubscriptionRow): void {
    const { log, findings, standing } = this.court;
    // What lies behind the checkpoint is late, which is told of elsewhere, and not lost.
    const end = reached(standing, row.name);
    const { times } = this.#of(row.name);
    for (let index = 0; index < log.size && (log.positions[index] ?? 0) <= end; index++) {
      if (times[index] !== 0 || !wants(row, log.types[index] ?? '', log.streams[index] ?? '')) continue;
      const position = log.positions[index] ?? 0;
      const text = `${row.name} has had no effect of ${position}, and its checkpoint is behind it.`;
      findings.add('effect-missing', () => ({ text, positions: [position] }));
    }
  }

  #of(reaction: string): Reacted {
    const known = this.#reactions.get(reaction);
    if (known !== undefined) return known;
    const reacted = { times: new Uint8Array(this.court.log.size), versions: new Map<string, number>() };
    this.#reactions.set(reaction, reacted);
    return reacted;
  }
}

/** Whether a subscription is for events of a type in a stream. */
export function wants({ types, categories }: SubscriptionRow, type: string, stream: string): boolean {
  return (types?.includes(type) ?? true) && (categories?.includes(stream.split('-', 1)[0] ?? '') ?? true);
}
