import { DaybookError } from '@daybook/domain';

/** What was read up to, and what was waited for. */
export interface Behind {
  /** Its name. */
  readonly projection: string;
  /** The position that was waited for. */
  readonly position: number;
  /** How far the projection had come when the time was over. */
  readonly at: number;
  /** How many events lay behind that; undefined if the store did not say. */
  readonly behindEvents: number | undefined;
  readonly waitedMs: number;
}

/** A read model has not come to a position in time. Answered with 503, and when to try again. */
export class ProjectionBehind extends DaybookError implements Behind {
  readonly code = 'projection-behind';
  readonly projection: string;
  readonly position: number;
  readonly at: number;
  readonly behindEvents: number | undefined;
  readonly waitedMs: number;

  constructor({ projection, position, at, behindEvents, waitedMs }: Behind) {
    const behind = behindEvents === undefined ? '' : `, ${behindEvents} events behind`;
    super(
      `The projection "${projection}" has not come to position ${position}: after ${Math.round(waitedMs)} ms it is at ` +
        `${at}${behind}. Ask again later, or wait for no position.`,
    );
    this.projection = projection;
    this.position = position;
    this.at = at;
    this.behindEvents = behindEvents;
    this.waitedMs = Math.round(waitedMs);
  }
}
