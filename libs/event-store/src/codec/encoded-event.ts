/** An event as an adapter writes it. */
export interface EncodedEvent {
  readonly eventId: string;
  readonly type: string;
  /** The type that was decided, where it is written under an older one. Default: `type`. */
  readonly decidedType?: string | undefined;
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
  /** JSON text. */
  readonly metadata: string;
  /** Undefined if neither the caller nor the adapter said: the store then takes the time at which it records. */
  readonly occurredAt: Date | undefined;
}
