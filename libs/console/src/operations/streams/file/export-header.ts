/** The name of the format, in the first line of each file. */
export const formatName = 'daybook-streams';
/** The version of the format that is written, and the highest that is read. */
export const formatVersion = 1;

/** The first line of an export. */
export interface ExportHeader {
  readonly format: typeof formatName;
  readonly version: number;
  /** The schema that the events were read from. */
  readonly schema: string;
  /** ISO 8601, in UTC. */
  readonly exportedAt: string;
  /** The position in the log up to which each stream is complete. */
  readonly upTo: number;
  /** What stands masked in the file; null if everything stands as it was recorded. */
  readonly masked: ExportMask | null;
}

/** What of an export was masked. */
export interface ExportMask {
  /** Whether everything that is marked personal was, and the metadata. */
  readonly personal: boolean;
  /** Further fields, as they were named: `account.opened.ownerId`. */
  readonly fields: readonly string[];
}

/** The last line of an export, by which a file that was cut is known. */
export interface ExportEnd {
  readonly end: { readonly streams: number; readonly events: number };
}
