import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { exportedEvent } from '../file/exported-event.js';
import type { ExportedEvent } from '../file/exported-event.js';
import type { ExportReader } from '../file/read-export.js';
import { canonicalEvent } from '../file/canonical-event.js';
import { StreamDiffers } from './stream-differs.error.js';
import { StreamFingerprint } from './stream-fingerprint.js';

/** The last event that is stored, whatever has become of it. */
const last = { direction: 'backwards', limit: 1, asStored: true } as const;

interface PlannedStream {
  /** How many of its events the file holds. */
  inFile: number;
  /** How many the store holds, these or others. */
  readonly inStore: number;
  /** Of those of the file that the store has events for, too. */
  readonly fingerprint: StreamFingerprint;
}

/** For each stream of a file: what of it the store holds already. Holds no event. */
export class ImportPlan {
  readonly #streams = new Map<string, PlannedStream>();

  constructor(private readonly store: EventStore) {}

  get streams(): number {
    return this.#streams.size;
  }

  get events(): number {
    return [...this.#streams.values()].reduce((sum, { inFile }) => sum + inFile, 0);
  }

  /** Events of the file that the store holds already. */
  get alreadyThere(): number {
    return [...this.#streams.values()].reduce((sum, { inFile, inStore }) => sum + Math.min(inFile, inStore), 0);
  }

  /** The version that the next event of a stream must have. */
  nextVersion(streamId: string): number {
    return (this.#streams.get(streamId)?.inFile ?? 0) + 1;
  }

  isThere({ streamId, version }: ExportedEvent): boolean {
    return version <= (this.#streams.get(streamId)?.inStore ?? 0);
  }

  /** Takes the next event of the file into account. */
  async add(event: ExportedEvent): Promise<void> {
    const stream = this.#streams.get(event.streamId) ?? (await this.#begin(event.streamId));
    stream.inFile += 1;
    if (event.version <= stream.inStore) stream.fingerprint.add(event);
  }

  /** @throws StreamDiffers the store holds other events in one of the streams */
  async refuseOthers(file: ExportReader): Promise<void> {
    for (const [streamId, { inFile, inStore, fingerprint }] of this.#streams) {
      if (inStore === 0) continue;
      const kept = new StreamFingerprint();
      const toVersion = Math.min(inFile, inStore);
      for await (const recorded of this.store.readStream(streamId, { toVersion, asStored: true })) {
        kept.add(exportedEvent(recorded, recorded));
      }
      if (!kept.equals(fingerprint)) throw new StreamDiffers(streamId, await this.#firstDifference(streamId, file));
    }
  }

  async #begin(streamId: string): Promise<PlannedStream> {
    let inStore = 0;
    for await (const { version } of this.store.readStream(streamId, last)) {
      inStore = version;
    }
    const stream = { inFile: 0, inStore, fingerprint: new StreamFingerprint() };
    this.#streams.set(streamId, stream);
    return stream;
  }

  async #firstDifference(streamId: string, file: ExportReader): Promise<number> {
    const kept = this.store.readStream(streamId, { asStored: true })[Symbol.asyncIterator]();
    for await (const { event } of file.events()) {
      if (event.streamId !== streamId) continue;
      const recorded = (await kept.next()).value as RecordedEvent | undefined;
      const same = recorded && canonicalEvent(exportedEvent(recorded, recorded)) === canonicalEvent(event);
      if (!same) return event.version;
    }
    return this.nextVersion(streamId);
  }
}
