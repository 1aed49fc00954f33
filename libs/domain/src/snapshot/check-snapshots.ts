import type { AggregateClass } from '../aggregate/aggregate-root.js';
import { createAggregate } from '../aggregate/create-aggregate.js';
import { entityFieldsOf } from '../fold/entities.decorator.js';
import type { JsonValue } from '../json/json-value.js';
import { nameOfClass } from '../name/name-of-class.js';
import { capturesItself } from '../state/captures-state.js';
import { fieldPath, rootPath, written } from '../state/path.js';
import type { Path } from '../state/path.js';
import { hasPrivateFields } from '../state/private-fields.js';
import { StateNotCaptured } from '../state/state-not-captured.error.js';
import { stateTypeOf } from '../state/state-type.decorator.js';
import { systemClock } from '../time/clock.js';
import { captureSnapshot, restoreSnapshot } from './capture-snapshot.js';
import { firstDifference, firstRecentDate } from './captured-difference.js';

/** A date that a new aggregate holds was read from the clock if it is as young as this, in milliseconds. */
const young = 60_000;

/**
 * Looks at the start whether snapshots of a class of aggregates would be what they are taken for, as far as a new
 * aggregate and the decorators show it. What only an event brings into the state is seen when a snapshot is taken, and
 * before that by `given`, which sends each state through capture and restoration.
 *
 * @throws AggregateMissing the class bears no `@Aggregate`
 * @throws StateNotCaptured something would not be restored as it was; names its path
 */
export function checkSnapshots(aggregateClass: AggregateClass): void {
  const path = rootPath(nameOfClass(aggregateClass));
  const fresh = createAggregate(aggregateClass, 'new');
  checkPair(fresh, path);
  const captured = captureSnapshot(fresh);
  const again = captureSnapshot(createAggregate(aggregateClass, 'new'));
  refuse(path, firstDifference(captured, again), ['differs from one new aggregate to the next', beginAlike]);
  refuse(path, firstRecentDate(captured, systemClock.now().getTime() - young), [
    'is the time of its making',
    beginAlike,
  ]);
  const restored = createAggregate(aggregateClass, 'new');
  restoreSnapshot(restored, JSON.parse(JSON.stringify(captured)) as JsonValue, 0);
  const difference = firstDifference(captured, captureSnapshot(restored));
  refuse(path, difference, [
    'is another one after a restoration',
    'Let restoreState take over all that captureState gives.',
  ]);
  checkEntities(aggregateClass, path);
}

const beginAlike = 'Begin with what is always the same, and let an event say the rest.';

/** One half of the pair alone would be passed over in silence. */
function checkPair(instance: object, path: Path): void {
  const { captureState, restoreState } = instance as Record<string, unknown>;
  if ((captureState === undefined) === (restoreState === undefined)) return;
  const [there, missing] =
    restoreState === undefined ? ['captureState', 'restoreState'] : ['restoreState', 'captureState'];
  throw new StateNotCaptured(written(path), `declares ${there} and no ${missing}`, `Declare ${missing}, too.`);
}

/** What the fields with entities will hold, which a new aggregate does not show. */
function checkEntities(ofClass: object, path: Path): void {
  for (const { name, entityClass } of entityFieldsOf(ofClass)) {
    const field = fieldPath(path, String(name));
    const entity = nameOfClass(entityClass);
    const prototype = entityClass.prototype as object;
    if (stateTypeOf(entityClass) === undefined) {
      const finding = `holds entities of the class ${entity}, which has no name of its own to be kept under`;
      throw new StateNotCaptured(written(field), finding, `Put @StateType('…') on ${entity}.`);
    }
    checkPair(prototype, field);
    if (!capturesItself(prototype) && hasPrivateFields(entityClass)) {
      const finding = `holds entities of the class ${entity}, which has # fields that nobody outside can read`;
      throw new StateNotCaptured(
        written(field),
        finding,
        `Declare captureState() and restoreState(state) in ${entity}.`,
      );
    }
    checkEntities(entityClass, field);
  }
}

function refuse(path: Path, at: readonly string[] | undefined, [finding, remedy]: readonly [string, string]): void {
  if (at === undefined) return;
  throw new StateNotCaptured(written(at.reduce(fieldPath, path)), finding, remedy);
}
