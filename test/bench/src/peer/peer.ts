import type { AppendRound } from '../append/appender.js';
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
  append(streamId: string, version: number, type: string, data: object): Promise<number>;
  close(): Promise<void>;
}

/** What the benchmark asks of a peer's process. */
export type PeerRequest =
  | { readonly ask: 'open'; readonly url: string; readonly poolSize: number }
  | { readonly ask: 'run'; readonly round: AppendRound }
  | { readonly ask: 'close' };

/** What it answers: for `open` its configuration, for `run` what was measured. */
export type PeerAnswer = {
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly sample?: Sample;
  readonly error?: string;
};
