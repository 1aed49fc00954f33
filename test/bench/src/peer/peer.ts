import type { AppendRound } from '../append/appender.js';
import type { CommandRound, RoundStreams } from '../commands/commander.js';
import type { Sample } from '../run/closed-loop.js';

/** The peers that take part, each a module `peers/<name>.js`. */
export const peerNames = ['emmett'] as const;
export type PeerName = (typeof peerNames)[number];

/** What such a module exports. */
export interface PeerModule {
  configuration(poolSize: number): Readonly<Record<string, unknown>>;
  open(url: string, poolSize: number): Promise<PeerStore>;
}

export interface PeerStore {
  /** Appends to a stream that is at a version; the version afterwards. */
  append(streamId: string, version: number, type: string, data: object | readonly object[]): Promise<number>;
  /** Folds a stream, decides by the limit of its balance, and appends at the version that was folded. */
  deposit(streamId: string, type: string, payment: { readonly amountMinor: number }, limit: number): Promise<unknown>;
  /** Hands so many events, from the first one on, to a reactor that does nothing, `batch` at once. */
  catchUp(reactor: string, events: number, batch: number): Promise<void>;
  close(): Promise<void>;
}

/** What the benchmark asks of a peer's process. */
export type PeerRequest =
  | { readonly ask: 'open'; readonly url: string; readonly poolSize: number }
  | { readonly ask: 'append'; readonly round: AppendRound }
  | { readonly ask: 'fill'; readonly streams: RoundStreams }
  | { readonly ask: 'command'; readonly round: CommandRound }
  | { readonly ask: 'fill-log'; readonly events: number }
  | { readonly ask: 'catch-up'; readonly reactor: string; readonly events: number; readonly batch: number }
  | { readonly ask: 'close' };

/** What it answers: for `open` its configuration, for a round what was measured. */
export type PeerAnswer = {
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly sample?: Sample;
  readonly error?: string;
};
