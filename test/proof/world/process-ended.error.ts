/** A process under proof has ended, and can be told nothing. */
export class ProcessEnded extends Error {
  constructor(
    readonly process: string,
    readonly command: string,
  ) {
    super(`${process} has ended, and was told to ${command}. Tell its next life.`);
  }
}
