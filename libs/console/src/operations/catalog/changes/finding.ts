import type { EventShape } from '@daybook/domain';

/** Something about the events that somebody should know before it ships. */
export interface Finding {
  /** `breaks`: stored events cannot be read as what they were. `warns`: they can, and it is a pity. `notes`: no more than that. */
  readonly weight: 'breaks' | 'warns' | 'notes';
  /** The type that it is about; undefined if it is about all of them. */
  readonly type: string | undefined;
  /** What it is, as `--accept` takes it behind the type: `field-removed:reference`. */
  readonly key: string;
  /** In one or more sentences: what, and what to do. */
  readonly text: string;
  /** The upcaster that is missing; undefined if it is none. */
  readonly missing?: MissingUpcaster;
  /** Why it was accepted; undefined if it was not. */
  readonly accepted?: string;
}

/** An upcaster that has to be written. */
export interface MissingUpcaster {
  readonly from: EventShape;
  /** What it lifts to; undefined if no class bears the type any more, so that it must be said. */
  readonly to: number | undefined;
  /** What it is called in the code: `FundsDeposited`. */
  readonly name: string;
}

/** A missing upcaster in words: `FundsDeposited 2 -> 3`. */
export function upcasterInWords({ name, from, to }: MissingUpcaster): string {
  return `${name} ${from.version} -> ${to ?? '?'}`;
}
