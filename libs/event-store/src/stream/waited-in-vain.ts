/**
 * Why the store has given up waiting. Its message is made of the store's own words and may stand in another one, where
 * what a driver says may not.
 */
export class WaitedInVain extends Error {
  override readonly name = 'WaitedInVain';

  constructor(
    /** What has not come, and what is in the way; a sentence without its full stop. */
    readonly reason: string,
    /** The limit of the store's that was reached; undefined if somebody else has given up before. */
    readonly afterMs?: number,
  ) {
    super(reason);
  }
}
