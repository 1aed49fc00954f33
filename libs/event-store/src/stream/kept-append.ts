import type { JsonValue } from '@daybook/domain';

/** What is kept under an idempotency key: what was asked, and what came of it. */
export interface KeptAppend {
  readonly fingerprint: string;
  /** The streams that were appended to, in the order of the request, and where each ended. */
  readonly streams: readonly { readonly streamId: string; readonly version: number; readonly position: number }[];
  /** The highest position among them; 0 if nothing was appended. */
  readonly position: number;
  /** What a unit of work answered; undefined for a plain append, whose answer are its streams. */
  readonly answer?: { readonly value?: JsonValue };
}
