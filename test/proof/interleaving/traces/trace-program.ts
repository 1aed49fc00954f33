import * as statements from '../postgres/statement.js';
import type { Program } from '../postgres/statement.js';
import type { TraceAction } from './trace.js';

/** What a session of the model does for an action of a trace; it answers what PostgreSQL's is compared with. */
export function* programOf(action: TraceAction): Program<unknown> {
  switch (action.does) {
    case 'begin':
      yield* statements.begin(action.isolation);
      return null;
    case 'commit':
      return yield* statements.commit();
    case 'rollback':
      yield* statements.rollback();
      return null;
    case 'savepoint':
      yield* statements.savepoint(action.name);
      return null;
    case 'rollback to':
      yield* statements.rollbackTo(action.name);
      return null;
    case 'nextval':
      return yield* statements.nextval();
    case 'read sequence': {
      const { lastValue, isCalled } = yield* statements.readSequence();
      return { lastValue, isCalled };
    }
    case 'lock shared':
      yield* statements.lockShared(action.key);
      return null;
    case 'read locks':
      return [...(yield* statements.readLocks())].sort((one, other) => one - other);
    case 'remember':
      yield* statements.remember('remembered', action.value);
      return null;
    case 'recall':
      return (yield* statements.recall('remembered')) ?? null;
    case 'select':
      return [...(yield* statements.select('streams'))].sort((one, other) => (one.stream < other.stream ? -1 : 1));
    case 'lock row':
      return yield* statements.lockRows('streams', ({ stream }) => stream === action.stream, action);
    case 'insert':
      return yield* statements.insert('streams', action.stream, { stream: action.stream, version: 0 });
    case 'update':
      return yield* statements.update(
        'streams',
        ({ stream, version }) => stream === action.stream && version < action.below,
        ({ version }) => ({ version: version + 1 }),
      );
    case 'delete':
      return yield* statements.remove('streams', ({ stream }) => stream === action.stream);
  }
}
