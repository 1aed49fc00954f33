/** Thrown within a runner: what was read is of another history of the store than what it would be written to. */
export class HistoryChanged extends Error {
  override readonly name = 'HistoryChanged';
}
