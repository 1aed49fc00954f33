import { OptionRanges } from '@daybook/event-store';
import type { BuildOrders } from '../read-model/generation-record.js';
import { InvalidRebuildOption } from './invalid-rebuild-option.error.js';

/** How a projection is rebuilt. */
export interface RebuildOptions {
  /** Among how many segments its keys are divided while it is built, 1 to 64. Default: as the projection says. */
  readonly segments?: number | undefined;
  /** No more events are read in a second, 1 to 1,000,000. Default: as many as can be. */
  readonly eventsPerSecond?: number | undefined;
  /** Who leads readers to it once it is compared: itself, or an operator by `switch`. Default `automatic`. */
  readonly switch?: 'automatic' | 'by-operator' | undefined;
}

/** @throws InvalidRebuildOption */
export function buildOrdersOf(options: RebuildOptions): BuildOrders {
  const refuse = (option: string, value: unknown, expected: string): Error =>
    new InvalidRebuildOption(option, value, expected);
  const ranges = new OptionRanges(refuse);
  const given = ranges.fields('options', options, ['segments', 'eventsPerSecond', 'switch']);
  const { segments, eventsPerSecond, switch: by = 'automatic' } = given;
  if (by !== 'automatic' && by !== 'by-operator') throw refuse('switch', by, "'automatic' or 'by-operator'");
  return {
    purpose: 'rebuild',
    switch: by,
    ...(segments !== undefined && { segments: ranges.whole('segments', segments, 1, 64) }),
    ...(eventsPerSecond !== undefined && {
      eventsPerSecond: ranges.whole('eventsPerSecond', eventsPerSecond, 1, 1_000_000),
    }),
  };
}
