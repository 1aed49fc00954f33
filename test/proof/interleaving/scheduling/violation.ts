/** A promise that was broken, with what had happened up to then, step by step. */
export class Violation extends Error {
  constructor(
    readonly invariant: string,
    what: string,
    steps: readonly (() => string)[],
  ) {
    super(`${invariant}: ${what}\n${steps.map((step, at) => `  ${at + 1}. ${step()}`).join('\n')}`);
  }
}
