import type { Isolation } from './statement.js';
import type { Row, TableName } from './tables.js';

/** A version of a row; without one it is deleted. */
export interface Version {
  readonly row: Row | undefined;
  readonly by: ModelTransaction;
}

/** The versions of one row, oldest first; of the last ones the transaction may be in progress that holds the row. */
export interface VersionedRow {
  readonly table: TableName;
  readonly key: string;
  readonly versions: Version[];
  holder: ModelTransaction | undefined;
}

/** A transaction, with what a rollback has to undo, in the order in which it was done. */
export class ModelTransaction {
  /** Since when snapshots contain it. */
  visibleAt: number | undefined;
  isDurable = false;
  isFailed = false;
  /** Whether it has written anything: only then is there a commit that has to be made durable and visible. */
  isLogged = false;
  /** That of the first statement, where all of them share it. */
  snapshot: number | undefined;
  readonly #done: (() => void)[] = [];
  readonly #savepoints: { readonly name: string; readonly mark: number }[] = [];
  readonly held = new Set<VersionedRow>();
  readonly shared: number[] = [];
  readonly settings = new Map<string, string>();

  constructor(
    readonly by: string,
    readonly isolation: Isolation,
  ) {}

  hold(row: VersionedRow): void {
    if (row.holder === this) return;
    row.holder = this;
    this.held.add(row);
    this.#done.push(() => {
      row.holder = undefined;
      this.held.delete(row);
    });
  }

  write(row: VersionedRow, content: Row | undefined): void {
    this.hold(row);
    this.isLogged = true;
    row.versions.push({ row: content, by: this });
    this.#done.push(() => void row.versions.pop());
  }

  share(key: number): void {
    this.shared.push(key);
    this.#done.push(() => this.unshare(key));
  }

  unshare(key: number): void {
    const at = this.shared.lastIndexOf(key);
    if (at >= 0) this.shared.splice(at, 1);
  }

  remember(name: string, value: string): void {
    const before = this.settings.get(name);
    this.settings.set(name, value);
    this.#done.push(() => {
      if (before === undefined) this.settings.delete(name);
      else this.settings.set(name, before);
    });
  }

  savepoint(name: string): void {
    this.#savepoints.push({ name, mark: this.#done.length });
  }

  /** Answers false if there is no such savepoint. */
  rollBackTo(name: string): boolean {
    const at = this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
    const savepoint = this.#savepoints[at];
    if (savepoint === undefined) return false;
    this.#savepoints.length = at + 1;
    this.undo(savepoint.mark);
    this.isFailed = false;
    return true;
  }

  /** An error undoes at once what came after the last savepoint, locks included; the rest stays until the transaction ends. */
  fail(): void {
    this.isFailed = true;
    this.undo(this.#savepoints.at(-1)?.mark);
  }

  undo(mark = 0): void {
    while (this.#done.length > mark) this.#done.pop()?.();
  }

  /** Whoever comes from now on finds the rows free; the locks of which others know are given back later. */
  letRowsGo(): void {
    for (const row of this.held) if (row.holder === this) row.holder = undefined;
    this.held.clear();
  }
}
