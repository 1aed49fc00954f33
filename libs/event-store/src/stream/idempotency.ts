/** Under which key something is done once. */
export interface Idempotency {
  /** At most 255 bytes. */
  readonly key: string;
  /** What the key stands for; the same key with another one is refused. Default: the events. */
  readonly fingerprint?: string | undefined;
}

/** The fingerprint of a key that was used up so that nothing is done under it. */
export const spentKey = 'spent: nothing is done under this key';
