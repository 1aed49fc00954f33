/** Which stream becomes which, through what, why, and on whose word. */
export interface CopyOrder {
  /** The old stream. */
  readonly source: string;
  /** The new stream. */
  readonly target: string;
  /** The name of the transformation. */
  readonly transformation: string;
  readonly reason: string;
  readonly orderedBy: string;
}
