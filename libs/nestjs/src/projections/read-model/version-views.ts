import { ProjectionNotReady } from './projection-not-ready.error.js';
import { sqlState } from './sql-state.js';

interface OfVersion {
  readonly projection: string;
  readonly version: number;
}

/** Of all applications in the process: by the name of the view through which a version is read. */
const views = new Map<string, OfVersion>();

const undefinedTable = '42P01';

/** Remembers which version is read through a view, so that a view that is not there can be told from a mistake. */
export function rememberView(name: string, { projection, version }: OfVersion): void {
  views.set(name, { projection, version });
}

/**
 * What a database error says of a read model: TypeORM's too, as repositories throw it. Undefined if it is about something
 * else.
 */
export function notReadyIn(error: unknown): ProjectionNotReady | undefined {
  if (!(error instanceof Error) || sqlState(error) !== undefinedTable) return undefined;
  // The text around the name is the server's, in its language.
  const named = [...error.message.matchAll(/[\w$ .,-]+/g)].flatMap(([word]) => word.split('.').at(-1) ?? []);
  const found = named.map((name) => views.get(name)).find((view) => view !== undefined);
  return found && new ProjectionNotReady(found.projection, found.version, error);
}
