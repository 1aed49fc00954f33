/** What has come into the log, without its contents: enough to know whom it concerns. */
export interface News {
  /** Up to where this tells: the position of its last event, or the position after which it was asked. */
  readonly to: number;
  /** True if there is more behind it already. */
  readonly more: boolean;
  /** Which kinds of events are in it, each once. */
  readonly kinds: readonly { readonly type: string; readonly category: string }[];
}
