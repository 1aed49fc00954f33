/**
 * How a server is shut down, in PostgreSQL's own terms: `smart` waits until the clients have left, `fast` rolls their
 * transactions back, `immediate` ends without a checkpoint, so that the next start recovers as after a crash.
 */
export type StopMode = 'smart' | 'fast' | 'immediate';

export const stopSignals: Readonly<Record<StopMode, NodeJS.Signals>> = {
  smart: 'SIGTERM',
  fast: 'SIGINT',
  immediate: 'SIGQUIT',
};
