import type { ProcessRole, ProcessRoles } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';

const roles: readonly ProcessRole[] = ['projections', 'reactions', 'sagas', 'relay'];

/**
 * Which loops this process runs: what `forRoot({ run })` says, and none where the application is started for an operator's
 * command. Each loop asks before it starts; an application can ask for loops of its own.
 *
 * @example
 * constructor(private readonly loops: RunningLoops) {}
 * onApplicationBootstrap(): void {
 *   if (this.loops.runs('projections')) this.#start();
 * }
 */
export class RunningLoops {
  readonly #running: ReadonlySet<ProcessRole>;

  /** @throws InvalidOption the value is none of the names, nor a list of the names of loops */
  constructor(run: ProcessRoles = 'all') {
    this.#running = new Set(checked(run));
  }

  runs(role: ProcessRole): boolean {
    return this.#running.has(role);
  }

  /** Whether the process may do anything by itself at all; housekeeping that belongs to no loop asks this. */
  get runsAny(): boolean {
    return this.#running.size > 0;
  }
}

function checked(run: unknown): readonly ProcessRole[] {
  if (run === 'all') return roles;
  if (run === 'none') return [];
  if (Array.isArray(run)) {
    const unknown: unknown = run.find((name: unknown) => !roles.some((role) => role === name));
    if (unknown === undefined) return run as readonly ProcessRole[];
    throw new InvalidOption('run', unknown, roles);
  }
  throw new InvalidOption('run', run, ['all', 'none', `a list of ${roles.join(', ')}`]);
}
