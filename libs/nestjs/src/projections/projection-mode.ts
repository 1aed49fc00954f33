import { InvalidProjectionOption } from './invalid-projection-option.error.js';
import { ModeNeedsFold } from './mode-needs-fold.error.js';
import type { ProjectionKind } from './projection-kind.js';
import type { ProjectionMode } from './projection-options.js';
import { assertSchedule } from './projection-schedule.js';

/**
 * The mode that was given, if a projection of this kind can have it.
 *
 * @throws InvalidProjectionOption, ModeNeedsFold, InvalidSchedule
 */
export function checkedMode(mode: unknown, kind: ProjectionKind, projectionClass: unknown): ProjectionMode {
  if (mode === undefined) return 'async';
  if (mode === 'inline' || mode === 'async') return mode;
  if (mode === 'on-demand') {
    if (kind === 'fold') return mode;
    throw new ModeNeedsFold(projectionClass);
  }
  if (typeof mode === 'object' && mode !== null && 'scheduled' in mode && typeof mode.scheduled === 'string') {
    assertSchedule(mode.scheduled, projectionClass);
    return { scheduled: mode.scheduled };
  }
  const expected = "'async', 'inline', 'on-demand' or { scheduled: 'a cron expression' }";
  throw new InvalidProjectionOption(projectionClass, 'mode', mode, expected);
}
