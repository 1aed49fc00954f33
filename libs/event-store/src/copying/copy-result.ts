/** What was done to copy a stream, or would be. */
export interface CopyResult {
  readonly source: string;
  readonly target: string;
  readonly transformation: string;
  /** The version of the old stream: at which it was closed, or is now. */
  readonly sourceVersion: number;
  /** The version of the new stream: at which it was opened, or would be. */
  readonly targetVersion: number;
  /** How many events of the new stream were there already. */
  readonly alreadyThere: number;
  /** How many events of the old stream have become none by themselves; what they said may stand in others. */
  readonly dropped: number;
  /** Whether the old stream is given a last event that says where it goes on. */
  readonly sealed: boolean;
  /** Whether nothing was written, because that was not asked for. */
  readonly dryRun: boolean;
}
