/** A stream as a contestant knows it: it names the version that it believes the stream to have. */
export interface Stream {
  readonly id: string;
  /** A narrow number for it, as tables have. */
  readonly key: number;
  version: number;
}

export type StreamKind = 'existing' | 'new';

/** The streams that appends go to. */
export class Streams {
  readonly #turns: number[] = [];
  #last: number;

  /** @param existing those that are there already */
  private constructor(readonly existing: readonly Stream[]) {
    this.#last = existing.length;
  }

  /** So many streams, all of them at one version; they are gone through in an order that is not that of their names. */
  static numbered(count: number, version: number): Streams {
    const streams = Array.from({ length: count }, (_, index) => ({ ...named(index + 1), version }));
    return new Streams(scattered(streams));
  }

  /** The stream to which a caller appends next; each goes round in a share of its own, in nobody's way. */
  next(kind: StreamKind, caller: number, callers: number): Stream {
    if (kind === 'new') return named(++this.#last);
    const turn = this.#turns[caller] ?? 0;
    this.#turns[caller] = turn + 1;
    const share = Math.floor(this.existing.length / callers);
    return this.existing[caller + callers * (turn % share)] as Stream;
  }
}

function named(key: number): Stream {
  return { id: `account-${key}`, key, version: 0 };
}

/** Shuffled, the same way every time. */
export function scattered<T>(values: readonly T[]): readonly T[] {
  const shuffled = [...values];
  let seed = 20_260_101;
  for (let index = shuffled.length - 1; index > 0; index--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = seed % (index + 1);
    [shuffled[index], shuffled[other]] = [shuffled[other] as T, shuffled[index] as T];
  }
  return shuffled;
}
