/**
 * Tells readers that there may be something new. It may say so in vain and may fail to say so; whoever listens also asks
 * from time to time.
 */
export interface WakeUps {
  /** Calls back after appends, here or elsewhere, several at once as one. Answers how to stop that. */
  listen(wake: () => void): () => void;
  /** How long one who listens may rely on not being called before asking by itself, in milliseconds. */
  readonly pollMs: number;
  /** True once the store was closed: who waits for more waits in vain. Those who listen are called once more then. */
  readonly closed?: boolean;
}
