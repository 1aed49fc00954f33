import { DaybookError } from '@daybook/domain';

/** A type of events was removed, and it cannot be said what has taken its place. */
export class TargetUnknown extends DaybookError {
  readonly code = 'target-unknown';

  constructor(
    readonly type: string,
    readonly candidates: readonly string[],
  ) {
    const several = candidates.length === 0 ? 'No type is new' : `New types are ${candidates.join(', ')}`;
    super(
      `It is not known what "${type}" has become. ${several}. Name it with --to <type>; if its events mean nothing any more, ` +
        `write an upcaster with "to: []", which drops them.`,
    );
  }
}
