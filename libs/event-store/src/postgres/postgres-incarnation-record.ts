import { type AcceptIncarnation, IncarnationRecord } from '../incarnation/incarnation-record.js';
import type { Incarnation } from '../incarnation/incarnation.js';
import type { LogPlace } from '../incarnation/log-place.js';
import { NothingToAccept } from '../incarnation/nothing-to-accept.error.js';
import { described } from '../stream/described.js';
import { InvalidRead } from '../stream/invalid-read.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { queryOn, type TextRow } from './connection.js';
import type { Connections } from './connections.js';
import { reading } from './read-error.js';
import type { Statements } from './statements.js';

/** As `log_place.sql` tells one. */
interface Told extends Pick<Incarnation, 'ordinal' | 'id' | 'identity' | 'begunAfter'> {
  readonly metAt: number;
  readonly acceptedAt: number | null;
  readonly acceptedBy: string | null;
  readonly reason: string | null;
}

/** A server that is replaced between two statements is another one by the third. */
const attempts = 3;

/** The histories on record in the log's own database, where they go back together with it. */
export class PostgresIncarnationRecord extends IncarnationRecord {
  constructor(
    private readonly connections: Pick<Connections, 'read'>,
    private readonly statements: Pick<Statements, 'accept_incarnation' | 'log_place' | 'note_incarnation'>,
    private readonly head: () => Promise<number>,
  ) {
    super();
  }

  async list(): Promise<readonly Incarnation[]> {
    return (await this.placeAt(0)).incarnations;
  }

  async accept({ reason, by, lostAfter }: AcceptIncarnation): Promise<Incarnation> {
    const head = lostAfter === undefined ? 0 : await this.head();
    if (lostAfter !== undefined && !(Number.isSafeInteger(lostAfter) && lostAfter >= 0 && lostAfter <= head)) {
      const reasonWhy = `is ${described(lostAfter)}, not a position from 0 to ${head}, where the log ends`;
      throw new InvalidRead('lostAfter', reasonWhy, 'Give the last position up to which the log is as it was before.');
    }
    const rows = await reading('accepting an incarnation', () =>
      this.connections.read((client) =>
        queryOn(client, this.statements.accept_incarnation, [reason, by, lostAfter ?? null]),
      ),
    );
    const present = (await this.list()).at(-1) as Incarnation;
    if (rows[0]?.[0] !== 't') throw new NothingToAccept(present.ordinal);
    return present;
  }

  async placeAt(position: number): Promise<LogPlace> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const row = await reading('comparing histories', () => this.#ask(position));
      // Otherwise another server has answered than the one where it was noted.
      if (row[1] === 't') return placeOf(row);
    }
    throw new StoreUnavailable('comparing histories', new Error('The server was replaced meanwhile.'));
  }

  #ask(position: number): Promise<TextRow> {
    return this.connections.read(async (client) => {
      await queryOn(client, this.statements.note_incarnation, []);
      const [row] = await queryOn(client, this.statements.log_place, [position]);
      return row ?? [];
    });
  }
}

function placeOf([incarnations, , position, eventId, recordedAtMicros]: TextRow): LogPlace {
  return {
    incarnations: (JSON.parse(incarnations ?? '[]') as readonly Told[]).map(incarnationOf),
    event:
      position == null
        ? undefined
        : { position: Number(position), eventId: eventId ?? '', recordedAtMicros: Number(recordedAtMicros) },
  };
}

function incarnationOf(told: Told): Incarnation {
  const { metAt, acceptedAt, acceptedBy: by, reason, ...others } = told;
  const accepted = acceptedAt === null ? undefined : { at: new Date(acceptedAt), by: by ?? '', reason: reason ?? '' };
  return { ...others, metAt: new Date(metAt), accepted };
}
