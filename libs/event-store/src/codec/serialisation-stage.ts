import type { CodecLimits } from './codec-limits.js';
import type { CodecStage } from './codec-stage.js';
import type { EncodedEvent } from './encoded-event.js';
import { JsonEvent } from './json-event.js';
import { PayloadTooLarge } from './payload-too-large.error.js';
import type { ProposedJsonEvent } from './proposed-json-event.js';
import type { StoredEvent } from './stored-event.js';

/** Between JSON data and JSON text; the text's size is what the limits count. On the way up nothing is parsed yet. */
export class SerialisationStage implements CodecStage<ProposedJsonEvent, EncodedEvent, StoredEvent> {
  readonly name = 'serialisation';

  constructor(private readonly limits: CodecLimits) {}

  /** @throws PayloadTooLarge */
  encode(batch: readonly ProposedJsonEvent[]): readonly EncodedEvent[] {
    const { payloadBytes, metadataBytes } = this.limits;
    return batch.map(({ eventId, type, decidedType, schemaVersion, data, metadata, occurredAt }, index) => ({
      eventId,
      type,
      ...(decidedType !== undefined && { decidedType }),
      schemaVersion,
      data: textOf(data, payloadBytes, index, 'data'),
      metadata: textOf(metadata, metadataBytes, index, 'metadata'),
      occurredAt,
    }));
  }

  decode(batch: readonly StoredEvent[]): readonly JsonEvent[] {
    return batch.map((row) => new JsonEvent(row));
  }
}

function textOf(json: object, limit: number, index: number, part: string): string {
  const text = JSON.stringify(json);
  // A UTF-16 unit takes three bytes of UTF-8 at most, so that short texts need not be counted.
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
  throw new PayloadTooLarge(`events[${index}].${part}`, limit);
}
