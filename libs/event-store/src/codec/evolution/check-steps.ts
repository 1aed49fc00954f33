import { nameOfClass } from '@daybook/domain';
import type { EventTypeRegistry } from '../event-type-registry.js';
import { CurrentShapeUpcast } from './current-shape-upcast.error.js';
import { UpcastTargetUnknown } from './upcast-target-unknown.error.js';
import { type UpcastStep, upcasterName } from './upcast-step.js';
import { UpcasterCycle } from './upcaster-cycle.error.js';
import { UpcasterGap } from './upcaster-gap.error.js';

/** Steps by the shape that they lift. */
export interface Steps {
  readonly steps: readonly UpcastStep[];
  stepAt(type: string, version: number): UpcastStep | undefined;
}

/** @throws UpcasterCycle, CurrentShapeUpcast, UpcasterGap, UpcastTargetUnknown */
export function checkSteps(chain: Steps, registry: EventTypeRegistry): void {
  const done = new Set<UpcastStep>();
  for (const step of chain.steps) refuseCycle(chain, step, [], done);
  for (const step of chain.steps) {
    if (registry.byType(step.type)?.schemaVersion === step.from) {
      throw new CurrentShapeUpcast(upcasterName(step), step.type, step.from);
    }
  }
  for (const { type, schemaVersion, eventClass } of registry.definitions()) {
    refuseGap(chain, type, schemaVersion, nameOfClass(eventClass));
  }
  for (const step of chain.steps) {
    refuseUnknown(chain, registry, step);
    if (registry.byType(step.type) === undefined) refuseGap(chain, step.type, step.from, step.type);
  }
}

/** @param path the steps that have led here */
function refuseCycle(chain: Steps, step: UpcastStep, path: readonly UpcastStep[], done: Set<UpcastStep>): void {
  if (done.has(step)) return;
  const first = path.indexOf(step);
  if (first >= 0) throw new UpcasterCycle([...path.slice(first), step].map(({ type, from }) => `${type} ${from}`));
  for (const { type, version } of step.targets) {
    const next = chain.stepAt(type, version);
    if (next !== undefined) refuseCycle(chain, next, [...path, step], done);
  }
  done.add(step);
}

/** Every version below one that is read must be lifted, whether or not it was ever stored here: elsewhere it may have been. */
function refuseGap(chain: Steps, type: string, version: number, eventName: string): void {
  for (let from = 1; from < version; from++) {
    if (chain.stepAt(type, from) === undefined) throw new UpcasterGap(type, from, from + 1, eventName);
  }
}

function refuseUnknown(chain: Steps, registry: EventTypeRegistry, step: UpcastStep): void {
  for (const { type, version } of step.targets) {
    const known = registry.byType(type)?.schemaVersion;
    if (known !== version && chain.stepAt(type, version) === undefined) {
      throw new UpcastTargetUnknown(upcasterName(step), type, version, known);
    }
  }
}
