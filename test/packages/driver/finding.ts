/** Something is not as it must be: the run ends, and says what was found. */
export class Finding extends Error {
  constructor(what: string, details: readonly string[]) {
    super([`${what}:`, ...details].join('\n  '));
    this.name = 'Finding';
  }
}
