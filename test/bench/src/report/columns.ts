/** Prints rows one by one, as they come about, in columns as wide as their titles say. */
export class Columns {
  readonly #widths: readonly number[];

  constructor(
    private readonly print: (line: string) => void,
    titles: readonly string[],
  ) {
    this.#widths = titles.map((title) => Math.max(title.length, 9));
    this.row(...titles);
  }

  row(...cells: readonly string[]): void {
    this.print(cells.map((cell, column) => cell.padStart(this.#widths[column] ?? 0)).join('  '));
  }
}
