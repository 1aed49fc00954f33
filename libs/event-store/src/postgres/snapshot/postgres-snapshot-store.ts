import { checkNearest, checkPage, checkSelection, checkSnapshot } from '../../snapshot/check-snapshot.js';
import { opened } from '../../snapshot/sealed-snapshot.js';
import type { Snapshot, SnapshotOnRecord } from '../../snapshot/snapshot.js';
import { checkRetention } from '../../snapshot/superseded.js';
import type { SnapshotRetention } from '../../snapshot/snapshot-retention.js';
import {
  type NearestOptions,
  type NearestSnapshot,
  type PassedOver,
  type SnapshotPage,
  type SnapshotSelection,
  SnapshotStore,
} from '../../snapshot/snapshot-store.js';
import type { EntityManager } from '../../stream/transaction.js';
import type { Query, TextRow } from '../connection.js';
import { reading } from '../read-error.js';
import type { Statements } from '../statements.js';
import { NamedStatements } from '../subscription/named-statements.js';
import type { SingleStatements } from '../subscription/single-statements.js';

/** What the snapshots on PostgreSQL are kept with. */
export interface PostgresSnapshotStoreParts {
  readonly statements: Statements;
  /** Runs a statement in the transaction that a load is part of, or else on a connection of the store. */
  readonly loadIn: (manager: EntityManager | undefined) => Query;
  readonly single: SingleStatements;
}

/** Snapshots in the schema of the log: nothing else to run, and restored together with it. */
export class PostgresSnapshotStore extends SnapshotStore {
  readonly #statements: NamedStatements;

  constructor(private readonly parts: PostgresSnapshotStoreParts) {
    super();
    this.#statements = new NamedStatements(parts.statements, parts.single);
  }

  async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const { fingerprint, manager } = options;
    const query = this.parts.loadIn(manager);
    const passedOver = new Set<PassedOver>();
    for (let highest = checkNearest(streamId, options); ;) {
      const values = [streamId, fingerprint, highest];
      const [row = []] = await reading('reading a snapshot', () =>
        query(this.parts.statements.nearest_snapshot, values),
      );
      if (row[6] === 't') passedOver.add('other-fingerprint');
      const found = row[0] == null ? undefined : keptIn(row, streamId, fingerprint);
      if (found === undefined || found.snapshot !== undefined) {
        return { snapshot: found?.snapshot, passedOver: [...passedOver] };
      }
      passedOver.add('unreadable');
      highest = found.version - 1;
    }
  }

  async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const { newest, every, othersForMs } = checkRetention(retention);
    const { streamId, fingerprint, version, position, eventId, takenAt, checksum, text } = checkSnapshot(snapshot);
    await this.#statements.ask('keeping a snapshot', 'put_snapshot', [
      ...[streamId, fingerprint, version, position, eventId, takenAt.toISOString(), checksum, text],
      ...[newest, every ?? null, othersForMs],
    ]);
  }

  async list(page: SnapshotPage = {}): Promise<readonly SnapshotOnRecord[]> {
    const streams = checkPage(page);
    const values = [...valuesOf(page), page.afterStream ?? null, streams];
    const rows = await this.#statements.ask('listing snapshots', 'list_snapshots', values);
    return rows.map(([streamId, version, position, eventId, fingerprint, takenAt, bytes]) => ({
      streamId: streamId ?? '',
      version: Number(version),
      position: Number(position),
      eventId: eventId ?? '',
      fingerprint: fingerprint ?? '',
      takenAt: new Date(Number(takenAt)),
      bytes: Number(bytes),
    }));
  }

  async drop(selection: SnapshotSelection = {}): Promise<number> {
    checkSelection(selection);
    const rows = await this.#statements.ask('dropping snapshots', 'drop_snapshots', valuesOf(selection));
    return Number(rows[0]?.[0]);
  }
}

function valuesOf({ streamId, category, fingerprint, fromVersion }: SnapshotSelection): readonly unknown[] {
  return [streamId ?? null, category ?? null, fingerprint ?? null, fromVersion ?? null];
}

/** The snapshot in a row; undefined where it is damaged. */
function keptIn(
  [version, position, eventId, takenAt, checksum, text]: TextRow,
  streamId: string,
  fingerprint: string,
): { readonly version: number; readonly snapshot: Snapshot | undefined } {
  const envelope = { streamId, fingerprint, version: Number(version), position: Number(position) };
  const of = { eventId: eventId ?? '', takenAt: new Date(Number(takenAt)) };
  const snapshot = opened({ ...envelope, ...of, checksum: checksum ?? '', text: text ?? '' });
  return { version: Number(version), snapshot };
}
