import { type Balance } from '../../../running/example/balances.js';
import type { AsOf } from '../../as-of.js';
import { ProjectionView, type QuestionOptions } from '../../projection-view.js';

/** Wrong builds: each takes another past than the one that was asked about. */
abstract class AsksSomethingElse extends ProjectionView<Balance> {
  abstract past(at: AsOf): AsOf | undefined;

  override get(key: string, at?: AsOf, options?: QuestionOptions): Promise<Balance | undefined> {
    return super.get(key, at && this.past(at), options);
  }
  override entries(at?: AsOf, options?: QuestionOptions): AsyncGenerator<readonly [string, Balance], void, undefined> {
    return super.entries(at && this.past(at), options);
  }
}

const moved = (time: Date | undefined, ms: number): Date | undefined => time && new Date(time.getTime() + ms);

/** It leaves out the position, or the moment, that was named. */
export class LeavesOutTheLast extends AsksSomethingElse {
  past({ position, recordedBy, occurredBy }: AsOf): AsOf {
    return {
      position: position === undefined ? undefined : Math.max(0, position - 1),
      recordedBy: moved(recordedBy, -1),
      occurredBy: moved(occurredBy, -1),
    };
  }
}

/** It takes in one position, or one moment, too many. */
export class TakesOneTooMany extends AsksSomethingElse {
  past({ position, recordedBy, occurredBy }: AsOf): AsOf {
    return {
      position: position === undefined ? undefined : Math.min(8, position + 1),
      recordedBy: moved(recordedBy, 1),
      occurredBy: moved(occurredBy, 1),
    };
  }
}

/** It takes the time at which something was recorded for that at which it happened. */
export class RecordedForOccurred extends AsksSomethingElse {
  past({ occurredBy, ...at }: AsOf): AsOf {
    return occurredBy === undefined ? at : { recordedBy: occurredBy };
  }
}

/** It answers the present, whatever it is asked. */
export class PresentForPast extends AsksSomethingElse {
  past(): undefined {
    return undefined;
  }
}
