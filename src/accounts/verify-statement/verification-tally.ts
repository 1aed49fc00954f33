import type { StatementRow } from '../statement/statement-row.js';

/** The first row of an account at which the account and the bank part. */
export interface Difference {
  readonly row: StatementRow;
  /** What the bank says, and what the account's history says instead. */
  readonly expected: string;
  readonly got: string;
  /** How many later rows of the account differ as well. */
  following: number;
}

/** How many rows agree so far, and where they do not. */
export class VerificationTally {
  rows = 0;
  agreeing = 0;
  /** For each account that differs. */
  readonly differences = new Map<string, Difference>();
  readonly #startedAt = performance.now();

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** Rows in a second since the start. */
  get rate(): number {
    return Math.round(this.rows / Math.max(this.seconds, 0.001));
  }
}
