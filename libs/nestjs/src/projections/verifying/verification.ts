import type { RecordedEvent } from '@daybook/event-store';
import type { Generation } from '../read-model/generation.js';
import type { KeptRows } from '../read-model/kept-rows.js';
import { compareKeys } from '../read-model/key-order.js';
import { failureInWords } from './failure-in-words.js';
import { type ReadableRows, readableRows } from './readable-rows.js';
import { type BareDifference, rowDifference } from './row-difference.js';
import { type FoldedRows, type PageRead, RowsFromLog, type RowsFromLogParts } from './rows-from-log.js';
import type { Snapshots } from './snapshots.js';
import type { Standing } from './standing.js';
import { touchingEvents } from './touching-events.js';

import { checkedOptions, type VerificationOptions } from './verification-options.js';
import type { RowDifference, VerificationReport } from './verification-report.js';

/** What is verified. */
export interface VerificationParts<Row extends object> extends RowsFromLogParts<Row> {
  readonly generation: Generation;
  /** The rows of that generation. */
  readonly rows: KeptRows<Row>;
  readonly snapshots: Snapshots;
}

const mostReported = 1_000;

/** One comparison of all rows, or some, with the log. */
export class Verification<Row extends object> {
  readonly #log: RowsFromLog<Row>;
  readonly #differences: { readonly bare: BareDifference; readonly standing: Standing }[] = [];
  readonly #parked = new Set<string>();
  readonly #sample: number | undefined;
  readonly #keysPerPass: number;
  #differing = 0;
  #keys = 0;
  #pass = 0;
  #position: number | undefined;
  #to = 0;

  /** @throws InvalidVerification */
  constructor(
    private readonly parts: VerificationParts<Row>,
    private readonly options: VerificationOptions,
  ) {
    const { sample, keysPerPass } = checkedOptions(options);
    this.#sample = sample;
    this.#keysPerPass = keysPerPass;
    this.#log = new RowsFromLog(parts, options.signal);
  }

  async run(): Promise<VerificationReport> {
    if (this.#sample === undefined) await this.#compareAll();
    else await this.#compareSome(this.#sample);
    const { name, version, generation } = this.parts.generation;
    return {
      projection: name,
      version,
      generation,
      position: this.#position ?? 0,
      keys: this.#keys,
      sampled: this.#sample,
      differing: this.#differing,
      differences: await this.#withEvents(),
      parked: [...this.#parked].sort(compareKeys).slice(0, mostReported),
    };
  }

  /** Range by range of keys: the rows that are there, and those that should be. */
  async #compareAll(): Promise<void> {
    const { rows, snapshots } = this.parts;
    const atMost = this.#keysPerPass;
    let after: string | undefined;
    do {
      const { standing, read } = await snapshots.take(async (manager) => {
        const keys = await rows.keysAfter(after, atMost, manager);
        const found = await readableRows(rows, keys, manager);
        return { found, upTo: keys.length < atMost ? undefined : keys.at(-1) };
      });
      const folded = await this.#log.range(standing, { after, upTo: read.upTo, atMost }, this.#told());
      after = folded.upTo;
      const isReached = (key: string): boolean => after === undefined || compareKeys(key, after) <= 0;
      this.#judge(standing, read.found, folded, isReached);
    } while (after !== undefined);
  }

  async #compareSome(count: number): Promise<void> {
    const { rows, snapshots } = this.parts;
    const { read: sampled } = await snapshots.take((manager) => rows.sampleKeys(count, manager));
    for (let start = 0; start < sampled.length; start += this.#keysPerPass) {
      const keys = sampled.slice(start, start + this.#keysPerPass);
      const { standing, read: found } = await snapshots.take((manager) => readableRows(rows, keys, manager));
      const wanted = new Set(keys);
      this.#judge(standing, found, await this.#log.some(standing, keys, this.#told()), (key) => wanted.has(key));
    }
  }

  #judge(
    standing: Standing,
    found: ReadableRows<Row>,
    { rows, failures }: FoldedRows<Row>,
    concerns: (key: string) => boolean,
  ): void {
    this.#position = Math.min(this.#position ?? standing.position, standing.position);
    this.#to = Math.max(this.#to, standing.to);
    for (const key of standing.parked) if (concerns(key)) this.#parked.add(key);
    const { unreadable } = found;
    const keys = new Set([...found.rows.keys(), ...unreadable.keys(), ...rows.keys(), ...failures.keys()]);
    for (const key of [...keys].sort(compareKeys)) {
      // What is there of a parked key was folded from less, and failures may lie beyond what one pass can hold.
      if (standing.parked.has(key) || !concerns(key)) continue;
      this.#keys++;
      const bare =
        failing(key, 'unreadable', unreadable) ??
        failing(key, 'unfoldable', failures) ??
        this.#difference(key, rows.get(key), found.rows.get(key));
      if (bare === undefined) continue;
      if (++this.#differing <= mostReported) this.#differences.push({ bare, standing });
    }
  }

  #difference(key: string, expected: Row | undefined, found: Row | undefined): BareDifference | undefined {
    try {
      return rowDifference(key, expected && this.parts.rows.reloaded(expected), found);
    } catch (error) {
      return failing(key, 'unfoldable', new Map([[key, failureInWords(error)]]));
    }
  }

  #told(): PageRead {
    const pass = ++this.#pass;
    const keys = this.#keys;
    return (position, to) => this.options.onProgress?.({ pass, position, to, keys });
  }

  async #withEvents(): Promise<readonly RowDifference[]> {
    if (this.#differences.length === 0) return [];
    const keys = new Map(
      this.#differences.map(({ bare: { key }, standing }) => [
        key,
        (recorded: RecordedEvent) => standing.counts(recorded, key),
      ]),
    );
    const events = await touchingEvents(this.parts.definition, this.#log.log(this.#to, this.#told()), keys);
    return this.#differences.map(({ bare }) => ({ ...bare, events: events.get(bare.key) ?? [] }));
  }
}

function failing(
  key: string,
  kind: 'unreadable' | 'unfoldable',
  failures: ReadonlyMap<string, string>,
): BareDifference | undefined {
  const failure = failures.get(key);
  return failure === undefined ? undefined : { key, kind, fields: [], failure };
}
