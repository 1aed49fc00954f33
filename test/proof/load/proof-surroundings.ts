import type { HistoryFile } from '../history/history-file.js';

/** What the providers of a process know of it. */
export class ProofSurroundings {
  constructor(
    /** As `app-2.4`. */
    readonly name: string,
    /** Where the reaction's effects go. */
    readonly receiver: string,
    readonly history: Pick<HistoryFile, 'write'>,
  ) {}
}
