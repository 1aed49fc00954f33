import type { JsonValue } from '../json/json-value.js';
import type { CopiedFrom } from './copied-from.js';

/**
 * What travels beside an event: who, why and in which conversation. Plain JSON, at most 8 KiB. Daybook's own
 * names are the ones below; an application adds its own beside them.
 */
export interface Metadata {
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly actor?: string;
  readonly traceparent?: string;
  /** Of which event of which stream this one is a copy. */
  readonly copiedFrom?: CopiedFrom;
  /** In which stream that goes on of which this is the last event. */
  readonly continuedIn?: string;
  readonly [name: string]: JsonValue | undefined;
}
