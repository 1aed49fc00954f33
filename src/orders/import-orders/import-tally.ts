import type { RowPlace } from '../marketplace/marketplace-rows.js';
import { type Contradiction, type ContradictionKind, contradictionKinds } from './contradiction.js';

/** A row of which not all was recorded, and why. */
export interface Refusal {
  readonly row: RowPlace;
  readonly orderId: string;
  /** The code of the rule, as HTTP would answer it. */
  readonly rule: string;
  readonly message: string;
}

/** How many refusals are kept to be shown; all are counted. */
export const shownRefusals = 20;

/** What has become of the orders so far. */
export class ImportTally {
  /** What the phase that is under way has done of what it has to do: accounts, then stock, then orders. */
  readonly done = { rows: 0 };
  /** Products that were received, and pieces of them. */
  products = 0;
  pieces = 0;
  accountsOpened = 0;
  fundedMinor = 0;
  orders = 0;
  recorded = 0;
  alreadyThere = 0;
  refused = 0;
  /** The first ones, in the order in which they came. */
  readonly refusals: Refusal[] = [];
  /** How often each kind was found, and its first place. */
  readonly contradictions = new Map<ContradictionKind, { count: number; readonly first: Contradiction }>();
  contradictoryOrders = 0;
  readonly #refusedOrders = new Set<string>();
  #startedAt = performance.now();
  #phaseAt = this.#startedAt;

  beginPhase(): void {
    this.done.rows = 0;
    this.#phaseAt = performance.now();
  }

  refuse(refusal: Refusal): void {
    if (this.hasRefused(refusal.orderId)) return;
    this.refused++;
    this.#refusedOrders.add(refusal.orderId);
    if (this.refusals.length < shownRefusals) this.refusals.push(refusal);
  }

  /** Whether something of an order was refused: the rest of it is left alone then. */
  hasRefused(orderId: string): boolean {
    return this.#refusedOrders.has(orderId);
  }

  note(found: readonly Contradiction[]): void {
    if (found.length > 0) this.contradictoryOrders++;
    for (const contradiction of found) {
      const known = this.contradictions.get(contradiction.kind);
      if (known === undefined) this.contradictions.set(contradiction.kind, { count: 1, first: contradiction });
      else known.count++;
    }
  }

  /** In the order in which kinds are told. */
  kinds(): readonly (readonly [ContradictionKind, { readonly count: number; readonly first: Contradiction }])[] {
    return contradictionKinds.flatMap((kind) => {
      const found = this.contradictions.get(kind);
      return found === undefined ? [] : [[kind, found] as const];
    });
  }

  /** Whether anything was recorded at all. */
  get hasChanged(): boolean {
    return this.products + this.accountsOpened + this.fundedMinor + this.recorded > 0;
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** Rows of the phase in a second since it began. */
  get rate(): number {
    return Math.round(this.done.rows / Math.max((performance.now() - this.#phaseAt) / 1000, 0.001));
  }
}
