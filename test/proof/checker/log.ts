/** A row of the log, as the table has it. */
export interface LoggedEvent {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  /** Whose it is, by what stands in it; an opening does not say. */
  readonly call?: string | undefined;
  /** Of a note. */
  readonly value?: string | undefined;
  /** Of an opening, a debit and a credit. */
  readonly coins?: number | undefined;
  readonly owner?: string | undefined;
  /** The account at the other end of a debit or a credit. */
  readonly counterpart?: string | undefined;
  /** The instance of a saga whose command has come to this. */
  readonly of?: string | undefined;
  /** What a saga is asked for. */
  readonly asked?: Readonly<Record<string, unknown>> | undefined;
  /** By the server's clock, in microseconds; undefined where it kept no times. */
  readonly committedAt?: number | undefined;
}

const none: readonly number[] = [];

/**
 * The whole log in memory, by columns: an event is known by its index, and events are in the order of positions. With what
 * stands in them, some 400 bytes each.
 */
export class Log {
  readonly positions: number[] = [];
  readonly ids: string[] = [];
  readonly streams: string[] = [];
  readonly versions: number[] = [];
  readonly types: string[] = [];
  readonly calls: (string | undefined)[] = [];
  readonly values: (string | undefined)[] = [];
  readonly coins: number[] = [];
  readonly owners: (string | undefined)[] = [];
  readonly counterparts: (string | undefined)[] = [];
  readonly ofs: (string | undefined)[] = [];
  /** By index, of those few that ask a saga for something. */
  readonly asked = new Map<number, Readonly<Record<string, unknown>>>();
  /** 0 where it is not known. */
  readonly committedAt: number[] = [];
  /** Of each stream, in the order of positions. */
  readonly byStream = new Map<string, number[]>();
  /** The values that are there more than once. */
  readonly repeated = new Map<string, number[]>();

  readonly #byValue = new Map<string, number>();
  readonly #byVersion = new Map<string, Map<number, number>>();
  readonly #names = new Map<string, string>();

  get size(): number {
    return this.positions.length;
  }

  /** Adds what lies behind all the others. */
  add(event: LoggedEvent): void {
    const index = this.size;
    if (index > 0 && event.position <= (this.positions[index - 1] ?? 0)) {
      throw new Error(`The log was read out of order: ${event.position} after ${this.positions[index - 1] ?? 0}.`);
    }
    const stream = this.#name(event.stream);
    this.positions.push(event.position);
    this.ids.push(event.eventId);
    this.streams.push(stream);
    this.versions.push(event.version);
    this.types.push(this.#name(event.type));
    this.calls.push(event.call);
    this.values.push(event.value);
    this.coins.push(event.coins ?? 0);
    this.owners.push(event.owner === undefined ? undefined : this.#name(event.owner));
    this.counterparts.push(event.counterpart === undefined ? undefined : this.#name(event.counterpart));
    this.ofs.push(event.of === undefined ? undefined : this.#name(event.of));
    if (event.asked !== undefined) this.asked.set(index, event.asked);
    this.committedAt.push(event.committedAt ?? 0);
    const ofStream = this.byStream.get(stream);
    if (ofStream === undefined) this.byStream.set(stream, [index]);
    else ofStream.push(index);
    if (event.value !== undefined) this.#addValue(event.value, index);
  }

  /** The index of the first event behind a position; `size` if there is none. */
  after(position: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.positions[middle] ?? Infinity) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of what stands at a position; -1 if nothing does. `hint` is where it is likely to be. */
  at(position: number, hint = 0): number {
    if (this.positions[hint] === position) return hint;
    const index = this.after(position) - 1;
    return this.positions[index] === position ? index : -1;
  }

  /** All that have a value. */
  withValue(value: string): readonly number[] {
    const first = this.#byValue.get(value);
    return first === undefined ? none : (this.repeated.get(value) ?? [first]);
  }

  /** The index of a version of a stream, of the first one if there are two; -1 if there is none. */
  find(stream: string, version: number): number {
    const indices = this.byStream.get(stream) ?? none;
    const likely = indices[version - 1];
    if (likely !== undefined && this.versions[likely] === version) return likely;
    return this.#versionsOf(stream, indices).get(version) ?? -1;
  }

  event(index: number): LoggedEvent {
    return {
      position: this.positions[index] ?? 0,
      eventId: this.ids[index] ?? '',
      stream: this.streams[index] ?? '',
      version: this.versions[index] ?? 0,
      type: this.types[index] ?? '',
      call: this.calls[index],
      value: this.values[index],
      coins: this.coins[index],
      owner: this.owners[index],
      counterpart: this.counterparts[index],
      of: this.ofs[index],
      asked: this.asked.get(index),
      committedAt: this.committedAt[index],
    };
  }

  #addValue(value: string, index: number): void {
    const first = this.#byValue.get(value);
    if (first === undefined) this.#byValue.set(value, index);
    else this.repeated.set(value, [...(this.repeated.get(value) ?? [first]), index]);
  }

  /** Asked for only where versions are not in order, or not there. */
  #versionsOf(stream: string, indices: readonly number[]): ReadonlyMap<number, number> {
    const known = this.#byVersion.get(stream);
    if (known !== undefined) return known;
    const versions = new Map(indices.toReversed().map((index) => [this.versions[index] ?? 0, index]));
    this.#byVersion.set(stream, versions);
    return versions;
  }

  /** The same letters in memory once. */
  #name(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, name);
    return name;
  }
}
