import { createReadStream } from 'node:fs';
import { type CsvError, type Info, parse } from 'csv-parse';

/** No line of such a file is near to this long: a quote that is not closed is found here and not at the file's end. */
const longestRecord = 64 * 1024;

/** The fields of one line, or of several if a quoted field holds a line break. */
export interface CsvRecord {
  readonly fields: readonly string[];
  /** The line at which it ends. */
  readonly line: number;
}

type Invalid = (line: number, finding: string) => Error;

/**
 * Reads a CSV file record by record: with or without a byte-order mark, with any line ends, without its blank lines.
 *
 * The parser destroys its stream when it meets an error, and the good records that wait in the stream are lost with it.
 * So it is told to skip the bad one, and here it is made an error again when all before it have been taken.
 *
 * @param invalid the error for a line that is not CSV; the finding is the rest of a sentence about the line
 * @param onBytes told how many bytes have been read so far
 * @throws what `invalid` has made
 */
export async function* csvRecords(
  path: string,
  invalid: Invalid,
  onBytes: (read: number) => void = () => undefined,
): AsyncGenerator<CsvRecord, void, undefined> {
  const found: CsvError[] = [];
  const source = createReadStream(path);
  const parser = source.pipe(
    parse({
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: longestRecord,
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error) found.push(error);
        return undefined;
      },
    }),
  );
  source.on('error', (error) => parser.destroy(error));
  let line = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (found[0] && info.lines > lineOf(found[0])) break;
      line = info.lines;
      onBytes(info.bytes);
      yield { fields: record, line };
    }
    if (found[0]) throw errorOf(invalid, found[0], line + 1);
  } finally {
    source.destroy();
  }
}

/** Seen only where the file ends: the field began in the line after the last good one. */
const neverClosed: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'begins a quoted field that is never closed',
  CSV_MAX_RECORD_SIZE: `begins a quoted field that is never closed, or is longer than ${longestRecord} bytes`,
};
const misplaced: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'has something between a closing quote and the next comma',
  INVALID_OPENING_QUOTE: 'has a quote in the middle of a field',
};

function errorOf(invalid: Invalid, error: CsvError, nextLine: number): Error {
  const finding = neverClosed[error.code];
  if (finding !== undefined) return invalid(nextLine, finding);
  return invalid(lineOf(error), misplaced[error.code] ?? `is not CSV (${error.code})`);
}

function lineOf(error: CsvError): number {
  return typeof error['lines'] === 'number' ? error['lines'] : 0;
}
