import type { FailedSnapshot, IgnoredSnapshot, WhyIgnored } from '../commands/snapshots/ignored-snapshot.js';

/** Where lines are written; Nest's `Logger` is one. */
interface Lines {
  log(line: string): void;
  warn(line: string): void;
}

const quietMs = 60_000;

const whyInWords: Readonly<Record<WhyIgnored, string>> = {
  'other-fingerprint': 'other code has folded it',
  unreadable: 'it is damaged',
  'ahead-of-its-stream': 'its stream does not reach that far, as after a restoration of the log; it is taken away',
  'other-history': 'its stream has another event at that version, as after a restoration of the log; it is taken away',
  unreachable: 'the store of snapshots did not answer',
};

/**
 * Says in the log what became of snapshots: one line for each aggregate and reason in a minute, which counts the others.
 * After a release that folds otherwise there would be one for each load.
 */
export class SnapshotLog {
  /** When a matter was last written of, and how often it was met since. */
  readonly #matters = new Map<string, { writtenAt: number; since: number }>();

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly lines: Lines,
    private readonly now: () => number = () => performance.now(),
  ) {}

  ignored({ category, streamId, why, cause }: IgnoredSnapshot): void {
    const others = this.#others(`${category} ${why}`);
    if (others === undefined) return;
    const line =
      `A snapshot of ${JSON.stringify(streamId)} was not used, because ${whyInWords[why]}; the aggregate was folded from ` +
      `its events instead.${said(others)}${reasonOf(cause)}`;
    // What a release brings with it is nothing to look after.
    if (why === 'other-fingerprint') this.lines.log(line);
    else this.lines.warn(line);
  }

  failed({ category, streamId, cause }: FailedSnapshot): void {
    const others = this.#others(`${category} failed`);
    if (others === undefined) return;
    this.lines.warn(
      `No snapshot of ${JSON.stringify(streamId)} could be taken; the next try is at another append.${said(others)}` +
        reasonOf(cause),
    );
  }

  /** How often a matter was met without a line; undefined if this time is one of them. */
  #others(matter: string): number | undefined {
    const now = this.now();
    const known = this.#matters.get(matter);
    if (known !== undefined && now - known.writtenAt < quietMs) {
      known.since++;
      return undefined;
    }
    this.#matters.set(matter, { writtenAt: now, since: 0 });
    return known?.since ?? 0;
  }
}

function said(others: number): string {
  return others === 0 ? '' : ` So it was ${others} times more since this was last said.`;
}

function reasonOf(cause: unknown): string {
  if (cause === undefined) return '';
  return cause instanceof Error ? ` ${cause.message}` : ' What was thrown is no error.';
}
