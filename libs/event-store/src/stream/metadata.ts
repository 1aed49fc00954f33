import type { JsonValue } from '@daybook/domain';

/**
 * What travels beside an event: who, why and in which conversation. Plain JSON, at most 8 KiB. Daybook's own
 * names are the ones below; an application adds its own beside them.
 */
export interface Metadata {
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly actor?: string;
  readonly traceparent?: string;
  readonly [name: string]: JsonValue | undefined;
}
