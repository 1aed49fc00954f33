import type { RowPlace } from '../marketplace/marketplace-rows.js';

/** Where the files and Harbour part. */
export interface Difference {
  readonly row: RowPlace;
  readonly orderId: string;
  readonly expected: string;
  readonly got: string;
}

const shownDifferences = 20;

/** How many orders agree so far, and where they do not. */
export class VerificationTally {
  rows = 0;
  agreeing = 0;
  differing = 0;
  /** The first ones, in the order in which they were found. */
  readonly differences: Difference[] = [];
  /** How many orders stand where, by the file and by Harbour. */
  readonly statuses = new Map<string, { inFile: number; inHarbour: number }>();
  capturedInFile = 0;
  captured = 0;
  readonly stock = {
    events: 0,
    negative: [] as string[],
    differing: [] as string[],
    inFile: { onHand: 0, reserved: 0 },
    inHarbour: { onHand: 0, reserved: 0 },
  };
  readonly #startedAt = performance.now();

  countStatus(inFile: string, inHarbour: string): void {
    this.#statusOf(inFile).inFile++;
    this.#statusOf(inHarbour).inHarbour++;
  }

  differ(difference: Difference): void {
    this.differing++;
    if (this.differences.length < shownDifferences) this.differences.push(difference);
  }

  get isFine(): boolean {
    const { negative, differing } = this.stock;
    return this.differing + negative.length + differing.length === 0 && this.captured === this.capturedInFile;
  }

  get rate(): number {
    return Math.round(this.rows / Math.max((performance.now() - this.#startedAt) / 1000, 0.001));
  }

  #statusOf(word: string): { inFile: number; inHarbour: number } {
    const known = this.statuses.get(word) ?? { inFile: 0, inHarbour: 0 };
    this.statuses.set(word, known);
    return known;
  }
}
