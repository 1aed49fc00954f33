import { WaitedInVain } from '../stream/waited-in-vain.js';

/** Whether somebody was refused because he had waited for as long as we let him, and for no other reason. */
export function isOwnLimit(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof WaitedInVain && error.cause.afterMs !== undefined;
}
