import { randomUUID } from 'node:crypto';
import type { Clock } from '@daybook/domain';
import { IncarnationRecord } from '../incarnation/incarnation-record.js';
import type { Incarnation } from '../incarnation/incarnation.js';
import type { LogPlace } from '../incarnation/log-place.js';
import { NothingToAccept } from '../incarnation/nothing-to-accept.error.js';
import type { MemoryLog } from './memory-log.js';

/** A log in memory has one history, which ends with its process: a token of another process is one of another log. */
export class MemoryIncarnationRecord extends IncarnationRecord {
  readonly #only: Incarnation;

  constructor(
    private readonly log: Pick<MemoryLog, 'rows'>,
    clock: Clock,
  ) {
    super();
    const id = randomUUID();
    this.#only = { ordinal: 1, id, identity: `memory/${id}`, begunAfter: 0, metAt: clock.now(), accepted: undefined };
  }

  async list(): Promise<readonly Incarnation[]> {
    return [this.#only];
  }

  async accept(): Promise<Incarnation> {
    throw new NothingToAccept(this.#only.ordinal);
  }

  async placeAt(position: number): Promise<LogPlace> {
    // Positions have no gaps here.
    const row = this.log.rows[Math.min(position, this.log.rows.length) - 1];
    const event = row && {
      position: row.position,
      eventId: row.eventId,
      recordedAtMicros: row.recordedAt * 1_000,
    };
    return { incarnations: [this.#only], event };
  }
}
