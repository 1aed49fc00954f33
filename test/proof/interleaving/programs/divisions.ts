import { insert, lockRows, type Program, remove, select, update } from '../postgres/statement.js';
import { insertSegments } from './segments.js';

/** `functions/register_subscriptions.sql`, for those that begin at the beginning. */
export function* registerSubscription(name: string, segments: number): Program {
  const row = { name, segments, wantedSegments: segments, drainTo: null, revision: 0 };
  if (yield* insert('subscriptions', name, row)) return yield* insertSegments(name, segments, 0, 0);
  const [known] = yield* lockRows('subscriptions', (one) => one.name === name);
  if (known === undefined || known.wantedSegments === segments) return;
  const positions = (yield* select('segments', ({ subscription }) => subscription === name)).map((one) => one.position);
  yield* update(
    'subscriptions',
    (one) => one.name === name,
    (one) => ({ wantedSegments: segments, drainTo: segments === one.segments ? null : Math.max(...positions) }),
  );
}

/** `functions/redivide_subscription.sql` */
export function* redivideSubscription(name: string): Program {
  const drains = { skipLocked: true };
  const [kept] = yield* lockRows('subscriptions', (one) => one.name === name && one.drainTo !== null, drains);
  if (kept === undefined) return;
  const locked = yield* lockRows('segments', ({ subscription }) => subscription === name, { skipLocked: true });
  if (locked.length < kept.segments) return;
  const reached = yield* select('segments', ({ subscription }) => subscription === name);
  const most = Math.max(...reached.map(({ position }) => position));
  if (reached.some(({ position }) => position < most)) {
    yield* update(
      'subscriptions',
      (one) => one.name === name && one.drainTo !== most,
      () => ({ drainTo: most }),
    );
    return;
  }
  yield* remove('segments', ({ subscription }) => subscription === name);
  const epoch = Math.max(...reached.map((segment) => segment.epoch)) + 1;
  yield* insertSegments(name, kept.wantedSegments, most, epoch);
  yield* update(
    'subscriptions',
    (one) => one.name === name,
    ({ wantedSegments, revision }) => ({ segments: wantedSegments, drainTo: null, revision: revision + 1 }),
  );
}
