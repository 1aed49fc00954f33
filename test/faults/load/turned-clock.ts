/** Puts the clock of this process wrong: ahead by so much, and an hour back from there after a while, again and again. */
export function turnClock(offMs: number): void {
  if (offMs === 0) return;
  const now = Date.now;
  const begun = now();
  // Two seconds as it is told, two an hour earlier.
  const turned = (): number => now() + offMs - (Math.floor((now() - begun) / 2_000) % 2) * 3_600_000;
  class TurnedDate extends Date {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(turned());
      else super(...(given as [number]));
    }
    static override now(): number {
      return turned();
    }
  }
  globalThis.Date = TurnedDate as DateConstructor;
}
