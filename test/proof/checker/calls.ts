import type { AppendWay, Call, CallEntry } from '../history/entry.js';

/** What was called for, without what is looked up at once and not kept. */
export type Asked =
  { readonly kind: 'append'; readonly way: AppendWay } | Extract<Call, { readonly kind: 'transfer' | 'open' }>;

/** What a caller knows in the end. */
export type Fate = 'ok' | 'failed' | 'unknown';

/**
 * A call and what came of its attempts. Once acknowledged counts, whatever else was said; otherwise the last word does: a
 * caller says `failed` after `unknown` only if the refusal speaks for the attempts before as well.
 */
export class CallRecord {
  #last: CallEntry['word'] = 'invoked';
  #wasOk = false;
  #wasUnknown = false;

  constructor(
    readonly name: string,
    readonly asked: Asked,
  ) {}

  hear(word: CallEntry['word']): void {
    // Another attempt without an end of the one before: nobody has learned what came of that one.
    this.#wasUnknown ||= word === 'unknown' || (word === 'invoked' && this.#last === 'invoked');
    this.#wasOk ||= word === 'ok';
    this.#last = word;
  }

  /** Whether its process was gone before there was an answer. */
  get isPending(): boolean {
    return this.#last === 'invoked';
  }

  get fate(): Fate {
    const { asked } = this;
    if (this.#wasOk) return 'ok';
    // Nobody has asked for it to be committed, whatever has become of its process.
    if (asked.kind === 'append' && asked.way === 'rolled-back') return 'failed';
    // That an account exists is what the opening itself may have brought about, unknown to its caller.
    if (asked.kind === 'open' && this.#wasUnknown) return 'unknown';
    return this.#last === 'failed' ? 'failed' : 'unknown';
  }
}

/** All calls that write, by name. */
export class Calls {
  readonly records = new Map<string, CallRecord>();
  /** Calls of every kind, those that only read included. */
  count = 0;
  /** Attempts of which nobody was told what came of them. */
  #unknown = 0;

  hear(entry: CallEntry): void {
    if (entry.word === 'invoked') this.#invoked(entry);
    else this.records.get(entry.call)?.hear(entry.word);
    if (entry.word === 'unknown') this.#unknown += 1;
  }

  /** Attempts of unknown outcome, those included whose process did not live to say so. */
  get unknownOutcomes(): number {
    let pending = 0;
    for (const record of this.records.values()) if (record.isPending) pending += 1;
    return this.#unknown + pending;
  }

  #invoked(entry: Extract<CallEntry, { word: 'invoked' }>): void {
    const known = this.records.get(entry.call);
    if (known === undefined) this.count += 1;
    else known.hear('invoked');
    if (known !== undefined || entry.kind === 'read-holdings') return;
    this.records.set(entry.call, new CallRecord(entry.call, askedBy(entry)));
  }
}

function askedBy(call: Exclude<Call, { kind: 'read-holdings' }>): Asked {
  if (call.kind === 'append') return { kind: 'append', way: call.way };
  if (call.kind === 'open') return { kind: 'open', account: call.account, coins: call.coins };
  return { kind: 'transfer', from: call.from, to: call.to, coins: call.coins };
}
