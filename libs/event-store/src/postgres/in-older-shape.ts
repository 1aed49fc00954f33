import { repeatedAppend } from '../codec/evolution/repeated-append.js';
import type { EventCodec } from '../codec/event-codec.js';
import type { AppendAllResult } from '../stream/append-result.js';
import type { CheckedAppend } from '../stream/check-append.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import { IdempotencyKeyConflict } from '../stream/idempotency-key-conflict.error.js';
import { type AppendUnit, eventIdsOf } from './append-unit.js';
import type { Query } from './connection.js';
import { reading } from './read-error.js';
import type { Statements } from './statements.js';
import { storedEventOf } from './stored-row.js';

/** How it is found out what an append was refused for. */
export interface RefusedAppend {
  readonly unit: AppendUnit;
  readonly checked: Pick<CheckedAppend, 'idempotency'>;
  readonly codec: EventCodec;
  readonly query: Query;
  readonly statements: Pick<Statements, 'events_of_append'>;
}

/**
 * The database compares what is stored, and an append that was made before looks like another one where it was stored in an
 * older shape. So a refusal is judged once more, by what comes of both when they are lifted.
 *
 * @returns what to do with a refusal: it throws it if it stands
 */
export function judgedAgain(refused: RefusedAppend): (refusal: unknown) => Promise<AppendAllResult> {
  return async (refusal) => {
    const { unit, checked, codec, query, statements } = refused;
    const isByKey = refusal instanceof IdempotencyKeyConflict && checked.idempotency?.fingerprint === undefined;
    if (!isByKey && !(refusal instanceof EventIdConflict)) throw refusal;
    if (codec.chain.steps.length === 0) throw refusal;
    const values = [eventIdsOf(unit), isByKey ? unit.idempotencyKey : null];
    const rows = await reading('reading what was appended before', () => query(statements.events_of_append, values));
    const stored = rows.map((row) => storedEventOf(row, row[9] as string));
    const first = await repeatedAppend(codec, unit.parts, stored);
    if (first === undefined) throw refusal;
    return first;
  };
}
