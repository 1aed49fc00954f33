import { closedLoop, type Sample } from '../run/closed-loop.js';
import { Dice } from './dice.js';

/** Events in the stream of each when the round is prepared; one command more has warmed each of them up. */
export const eventsBefore = 10;

/** The streams that a round is about: its own, so that they are short for everybody and in every round. */
export interface RoundStreams {
  /** The number of the first; the others follow. */
  readonly first: number;
  readonly count: number;
}

/** One round of commands. */
export interface CommandRound {
  readonly streams: RoundStreams;
  readonly callers: number;
  readonly seconds: number;
}

/** One who handles commands: Daybook, the floor or a peer. */
export interface Commander {
  /** Makes the streams of a round, each of ten events. */
  fill(streams: RoundStreams): Promise<unknown>;
  run(round: CommandRound): Promise<Sample>;
  close(): Promise<unknown>;
}

/** Handles one command: learns what has happened to an account, decides, and records what was decided. */
export type Handle = (account: number, caller: number) => Promise<unknown>;

/** Every contestant through the same few lines: a command about each stream, unmeasured, then random ones. */
export async function commandRound(handle: Handle, { streams, callers, seconds }: CommandRound): Promise<Sample> {
  await forEachStream(streams, callers, handle);
  const dice = new Dice();
  return closedLoop(callers, seconds, (caller) => handle(streams.first + dice.below(streams.count), caller));
}

/** Does something with each stream of a round, so many at a time. */
export async function forEachStream({ first, count }: RoundStreams, callers: number, work: Handle): Promise<void> {
  let next = first;
  const call = async (caller: number): Promise<void> => {
    while (next < first + count) await work(next++, caller);
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
}
