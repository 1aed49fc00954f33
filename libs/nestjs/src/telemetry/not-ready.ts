import { isDaybookError } from '@daybook/domain';
import type { NotReady, UnseenVersion } from './readiness.js';

/** The shutdown has begun. */
export const shuttingDown: NotReady = {
  code: 'shutting-down',
  message: 'The process is shutting down: it answers what is under way. Send requests to another one.',
};

/** The database lacks what this release needs. */
export function migrationsPending(schema: string, pending: readonly string[]): NotReady {
  return {
    code: 'migrations-pending',
    message:
      `The event store's schema is not up to date: "${schema}" lacks ${pending.join(', ')}. Run \`daybook migrate\` as ` +
      'the role that owns the schema; this process will be ready by itself.',
  };
}

/** Versions of this release are being made that it is not to be asked without. */
export function versionsUnseen(unseen: readonly UnseenVersion[]): NotReady {
  const named = unseen.map(({ projection, version }) => `version ${version} of "${projection}"`).join(', ');
  return {
    code: 'projection-not-ready',
    message:
      `Readers cannot see ${named} yet, and this process is not to be asked before (holdReadinessFor). It will be ready by ` +
      'itself when they can; `daybook projections progress` says how far that is, and whether it waits for an operator.',
  };
}

/** The store has refused to answer. The reason is told as a code alone: a message could name hosts and roles. */
export function storeUnavailable(error: unknown): NotReady {
  const codes = codesOf(error).join(', ');
  return {
    code: 'store-unavailable',
    message:
      `The event store does not answer${codes && ` (${codes})`}. Look whether the database is up and takes connections; ` +
      'this process will be ready by itself.',
  };
}

/** The store has not answered yet. */
export function storeTooSlow(withinMs: number): NotReady {
  return {
    code: 'store-too-slow',
    message:
      `The event store has not answered within ${withinMs} ms. Look whether the database is overloaded, or the ` +
      'connection pool of this process exhausted.',
  };
}

function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' && !isDaybookError(error) ? [error.code] : [];
  return [...own, ...codesOf(error.cause)];
}
