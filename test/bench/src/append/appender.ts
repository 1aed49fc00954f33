import { closedLoop, type Sample } from '../run/closed-loop.js';
import { Streams, type Stream, type StreamKind } from './streams.js';

/** One round of appending. */
export interface AppendRound {
  readonly callers: number;
  readonly kind: StreamKind;
  readonly seconds: number;
}

/** One who appends: Daybook, the floor or a peer. */
export interface Appender {
  run(round: AppendRound): Promise<Sample>;
  close(): Promise<unknown>;
}

/** Writes one event to the stream at its version, and says in the stream which one it has now. */
export type AppendOne = (stream: Stream, caller: number) => Promise<unknown>;

const existing = 4_096;
const atOnce = 64;

/** Makes the streams that are to exist, then runs rounds: every contestant through the same few lines. */
export async function appenderBy(append: AppendOne, close: () => Promise<unknown>): Promise<Appender> {
  const streams = Streams.numbered(existing, 0);
  for (let from = 0; from < existing; from += atOnce) {
    await Promise.all(streams.existing.slice(from, from + atOnce).map(append));
  }
  return { run: (round) => appendRound(streams, append, round), close };
}

export function appendRound(streams: Streams, append: AppendOne, { callers, kind, seconds }: AppendRound) {
  return closedLoop(callers, seconds, (caller) => append(streams.next(kind, caller, callers), caller));
}
