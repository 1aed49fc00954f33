import { DaybookError } from '@daybook/domain';
import { type PointInTime, inWords } from './point-in-time.js';

/** There is no such aggregate, or it was not born yet at the time that was asked about. */
export class AggregateNotFound extends DaybookError {
  readonly code = 'aggregate-not-found';
  readonly at?: PointInTime;

  constructor(
    readonly category: string,
    readonly aggregateId: string,
    at?: PointInTime,
  ) {
    super(
      at
        ? `There is no ${category} as asked for: ${JSON.stringify(aggregateId)} has no state ${inWords(at)}. Ask for a later time, or check the id.`
        : `There is no such ${category}: ${JSON.stringify(aggregateId)} has no events. Check the id, or create it first.`,
    );
    if (at) this.at = at;
  }
}
