/** The rows of which the model's programs speak: the columns of Daybook's tables that decide something. */
export interface Tables {
  /** By position. */
  readonly events: {
    readonly position: number;
    readonly id: string;
    readonly stream: string;
    readonly version: number;
  };
  /** By name. */
  readonly streams: { readonly stream: string; readonly version: number };
  /** By name. */
  readonly subscriptions: {
    readonly name: string;
    readonly segments: number;
    readonly wantedSegments: number;
    readonly drainTo: number | null;
    readonly revision: number;
  };
  /** By subscription and segment. */
  readonly segments: {
    readonly subscription: string;
    readonly segment: number;
    readonly position: number;
    readonly epoch: number;
    readonly owner: string | null;
    readonly claimedAt: number;
    readonly leasedUntil: number;
  };
  /** By id. */
  readonly processes: {
    readonly id: string;
    readonly name: string;
    readonly runs: readonly string[];
    readonly seenAt: number;
    readonly aliveUntil: number;
  };
  /** What a consumer has made of an event; by a number that nobody else has, so that a second effect shows. */
  readonly effects: { readonly position: number; readonly stream: string; readonly by: string };
}

export type TableName = keyof Tables;
export type Row = Tables[TableName];
