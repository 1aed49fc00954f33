/**
 * How the values of a property become the texts of a column, and come back as what they were.
 *
 * Null never comes here: it is null on both sides.
 */
export interface ColumnCodec {
  /** The element type of the array in which the values of a column travel. */
  readonly parameter: string;
  /** Whether its texts need no quotes in that array. */
  readonly plain: boolean;
  /** What is selected, of the quoted column. Default: the column. */
  readonly read?: (column: string) => string;
  /** The type that the values are cast to on their way in, where the array cannot have it. */
  readonly cast?: string;

  /** What a value comes back as that is written another way than the database does. Default: as itself. */
  readonly kept?: (value: unknown) => unknown;

  /** @throws RowValueRefused */
  encode(value: unknown): string;

  /** @throws RowUnreadable */
  decode(text: string): unknown;
}
