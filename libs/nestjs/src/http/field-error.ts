/** What is wrong with one field of a request. */
export interface FieldError {
  /** The way to the field, for example `items.0.amountMinor`. */
  readonly field: string;
  readonly message: string;
}
