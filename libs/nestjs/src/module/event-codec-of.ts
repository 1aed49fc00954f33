import { EventCodec, type EventTypeRegistry, noValidation } from '@daybook/event-store';
import { present } from '../commands/present.js';
import type { DaybookOptions } from './daybook-options.js';
import type { OperatorStart } from './operator-start.js';

/** The codec that the options ask for. */
export function eventCodecOf(
  { limits = {}, validation, evolution = {} }: DaybookOptions,
  registry: EventTypeRegistry,
  operator: OperatorStart | undefined,
): EventCodec {
  const { events: _, ...codecLimits } = limits;
  const validator = operator?.validates === false ? noValidation : validation;
  const { writeVersions } = evolution;
  // The registry has the upcasters, as every context brings its own; with none at all, older versions must not be missed.
  const settings = present({ validation: validator, writeVersions });
  return new EventCodec({ registry, upcasters: [], limits: present(codecLimits), ...settings });
}
