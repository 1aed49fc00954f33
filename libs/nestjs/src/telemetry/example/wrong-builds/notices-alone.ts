import type { BuildNotice } from '../../../projections/rebuilding/build-notice.js';
import { subscriptionOf } from '../../../projections/read-model/generation.js';
import type { DaybookAlarms } from '../../daybook-alarms.js';

/** How it goes wrong: the alarm is told by whoever was at it, so that it is lost with a process that dies before. */
export function alarmsByNotices(alarms: DaybookAlarms): (notice: BuildNotice) => void {
  return (notice) => {
    if (notice.word !== 'failed') return;
    const { generation, reason } = notice;
    alarms.raise({ word: 'rebuild-failed', subject: subscriptionOf(generation), message: reason, data: { reason } });
  };
}
