import { DaybookError } from '@daybook/domain';
import { shown } from '../streams/shown.js';

const findings = {
  handler:
    'its handlers write what they like, and only a fold can be folded again. Rebuild it, and compare by eye; or extend ' +
    'FoldProjection.',
  'on-demand': 'it keeps none, and is folded whenever it is asked. What it answers is what the log says.',
} as const;

/** The rows of this projection cannot be compared with the log: handlers write what they like, or it keeps none. */
export class RowsNotVerifiable extends DaybookError {
  readonly code = 'rows-not-verifiable';

  constructor(
    readonly projection: string,
    readonly because: keyof typeof findings,
  ) {
    super(`The rows of ${shown(projection)} cannot be verified: ${findings[because]}`);
  }
}
