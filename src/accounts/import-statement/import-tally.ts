import type { Refusal } from './refusal.js';

/** How many refusals are kept to be shown; all are counted. */
export const shownRefusals = 20;

/** What has become of the rows so far. */
export class ImportTally {
  rows = 0;
  accounts = 0;
  opened = 0;
  recorded = 0;
  alreadyThere = 0;
  /** Rows that say once more what an earlier line of the file has said. */
  repeated = 0;
  refused = 0;
  /** The first ones by line. */
  readonly refusals: Refusal[] = [];
  readonly #startedAt = performance.now();

  /** Accounts end their rows in any order. */
  refuse(refusal: Refusal): void {
    this.refused++;
    const place = this.refusals.findIndex(({ row }) => row.line > refusal.row.line);
    this.refusals.splice(place === -1 ? this.refusals.length : place, 0, refusal);
    this.refusals.length = Math.min(this.refusals.length, shownRefusals);
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** Rows in a second since the start. */
  get rate(): number {
    return Math.round(this.rows / Math.max(this.seconds, 0.001));
  }
}
