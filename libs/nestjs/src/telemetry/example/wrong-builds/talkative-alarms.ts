import type { Matter } from '../../alarm.js';
import type { AlarmWatchParts } from '../../alarm-watch.js';
import { DaybookAlarms } from '../../daybook-alarms.js';

/** A wrong build: it tells of what is the matter whenever somebody looks. */
export class TellsAtEachLook extends DaybookAlarms {
  override raise(matter: Matter): boolean {
    this.leave(matter.word, matter.subject);
    return super.raise(matter);
  }
}

/** A wrong build: it never says that anything is over, so that the next breach is none. */
export class NeverOver extends DaybookAlarms {
  override end(): boolean {
    return false;
  }
}

/** A wrong build: every process speaks for every subscription. */
export const everybodySpeaks: AlarmWatchParts['positionsOf'] = () => ({
  segments: 2,
  positions: new Map([
    [0, 0],
    [1, 0],
  ]),
});
