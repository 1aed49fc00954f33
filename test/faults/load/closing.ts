import { afterEach } from '@jest/globals';

/** Whatever has to be ended after a test, however it went. */
export interface Closeable {
  close(): Promise<unknown>;
}

/**
 * Registers what each test of the file opens and gives it back; after the test it is closed, the youngest first. A
 * subscriber that went on after a failed test would keep the process alive.
 */
export function closingAfterEach(): <T extends Closeable>(thing: T) => T {
  const open: Closeable[] = [];
  afterEach(async () => {
    for (let thing = open.pop(); thing !== undefined; thing = open.pop()) await thing.close();
  });
  return (thing) => {
    open.push(thing);
    return thing;
  };
}
