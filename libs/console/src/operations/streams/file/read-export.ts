import { assertStreamId } from '@daybook/event-store';
import { type ExportEnd, type ExportHeader, formatName, formatVersion } from './export-header.js';
import { ExportFileInvalid } from './export-file-invalid.error.js';
import type { ExportedEvent } from './exported-event.js';
import { linesOfFile, unreadable } from './lines-of-file.js';
import { isJsonObject, whyNotEvent } from './why-not-event.js';

/** A line of an export that holds an event. */
export interface EventLine {
  /** Counted from 1. */
  readonly line: number;
  readonly event: ExportedEvent;
}

/** Reads an export, line by line: each has the form that it must have, and the file is whole. */
export class ExportReader {
  constructor(readonly file: string) {}

  /** @throws ExportFileInvalid, or the file system's error */
  async header(): Promise<ExportHeader> {
    for await (const line of linesOfFile(this.file)) return this.#header(this.#json(line, 1));
    throw this.invalid(1, 'is missing: the file is empty');
  }

  /** The events in the order of the file. @throws ExportFileInvalid, or the file system's error */
  async *events(): AsyncGenerator<EventLine, void, undefined> {
    const streams = new Set<string>();
    let number = 0;
    let events = 0;
    let end: ExportEnd['end'] | undefined;
    for await (const text of linesOfFile(this.file)) {
      number += 1;
      if (end !== undefined) throw this.invalid(number, 'follows the line that ends the export');
      const json = this.#json(text, number);
      if (number === 1) this.#header(json);
      else if (isJsonObject(json['end'])) end = json['end'] as unknown as ExportEnd['end'];
      else {
        const event = this.#event(json, number);
        streams.add(event.streamId);
        events += 1;
        yield { line: number, event };
      }
    }
    if (end === undefined) throw this.invalid(number + 1, 'is missing: the file was cut');
    if (end.events !== events || end.streams !== streams.size) {
      const counted = `${events} events of ${streams.size} streams`;
      throw this.invalid(
        number,
        `says that there are ${String(end.events)} events of ${String(end.streams)} streams, and there are ${counted}`,
      );
    }
  }

  invalid(line: number, reason: string, cause?: unknown): ExportFileInvalid {
    return new ExportFileInvalid(this.file, line, reason, cause);
  }

  #json(text: string | typeof unreadable, line: number): Readonly<Record<string, unknown>> {
    if (text === unreadable) throw this.invalid(line, 'is no text in UTF-8, or has no end');
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (cause) {
      throw this.invalid(line, 'is not JSON', cause);
    }
    if (isJsonObject(json)) return json;
    throw this.invalid(line, 'is not an object');
  }

  #header(json: Readonly<Record<string, unknown>>): ExportHeader {
    if (json['format'] !== formatName) throw this.invalid(1, `does not say that this is an export ("${formatName}")`);
    const { version } = json;
    if (!Number.isSafeInteger(version) || Number(version) < 1 || Number(version) > formatVersion) {
      throw this.invalid(
        1,
        `says that the format has version ${String(version)}, and version ${formatVersion} is known`,
      );
    }
    return json as unknown as ExportHeader;
  }

  #event(json: Readonly<Record<string, unknown>>, line: number): ExportedEvent {
    const reason = whyNotEvent(json);
    if (reason !== undefined) throw this.invalid(line, reason);
    const event = json as unknown as ExportedEvent;
    try {
      assertStreamId(event.streamId, 'streamId');
    } catch (cause) {
      throw this.invalid(
        line,
        `names a stream that cannot be one (${cause instanceof Error ? cause.message : ''})`,
        cause,
      );
    }
    return event;
  }
}
