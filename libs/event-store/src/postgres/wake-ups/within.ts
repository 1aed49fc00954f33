import { WaitedInVain } from '../../stream/waited-in-vain.js';

/**
 * Waits for work so many milliseconds at most; what becomes of it afterwards concerns nobody.
 *
 * @throws WaitedInVain
 */
export async function within<R>(ms: number, what: string, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new WaitedInVain(`${what} has not come within ${ms} ms`, ms)), ms).unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
