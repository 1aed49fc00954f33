import { closedLoop, type Sample } from '../run/closed-loop.js';

/** One caller, who loads one after the other. */
export function inTurn(
  ids: readonly string[],
  seconds: number,
  load: (id: string) => Promise<unknown>,
): Promise<Sample> {
  let turn = 0;
  return closedLoop(1, seconds, () => load(ids[turn++ % ids.length] as string));
}
