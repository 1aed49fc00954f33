/** What has become of an event's shape, in the words of `--accept` and of `--json`. */
export type SchemaChangeKind =
  /** A field that stored events have, and that the class does not know any more. */
  | 'field-removed'
  /** A field of another kind, or of fewer kinds. */
  | 'field-retyped'
  /** A field that stored events need not have, and that the class asks for. */
  | 'field-required'
  /** A field that may be null no more. */
  | 'null-refused'
  /** A list of values that some stored events' is not in any more. */
  | 'enum-narrowed'
  /** A field that could be anything of its kind and is now one of a list. */
  | 'enum-closed'
  /** A field that another codec reads than has written it. */
  | 'codec-changed'
  /** A rule that new events must follow and stored ones may break: they are not asked. */
  | 'rule-tightened';

/** One change of a shape. */
export interface SchemaChange {
  readonly kind: SchemaChangeKind;
  /** Where in the payload: `lines[].amount`; empty for the payload as a whole. */
  readonly path: string;
  /** For a sentence, after the path: `was string and is integer`. */
  readonly words: string;
  /** Whether stored events may not be read any more as what they were. */
  readonly breaks: boolean;
}
