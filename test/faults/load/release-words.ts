import type { Generation, RebuildOptions } from '@daybook/nestjs';

/** A piece of the work on a generation, in which a process can die. */
export type Phase = 'build' | 'comparison' | 'switch' | 'rollback' | 'drop';

/** At which statement of a phase a process is killed. */
export interface Death {
  readonly during: Phase;
  /** Counted from 1; the phase's last one if there are fewer. */
  readonly at: number;
  /** Whether the statement is on its way to the server by then. */
  readonly sent: boolean;
}

/** With what a process of a release is started. */
export interface ReleaseOptions {
  readonly url: string;
  readonly name: string;
  readonly release: 1 | 2;
  /** Whether it keeps read models up to date, or reads them alone. */
  readonly runs: 'all' | 'none';
  /** It kills itself, by SIGKILL. Default: never. */
  readonly dies?: Death | undefined;
}

/** What a process is asked to do. The last two are how it must not be done. */
export type ReleaseCommand =
  | { readonly do: 'idle' | 'read' | 'switch' | 'rollback' | 'leave' }
  | { readonly do: 'rebuild'; readonly options: RebuildOptions }
  | { readonly do: 'drop' | 'switch anywhere' | 'switch in pieces'; readonly generation: Generation };

/** What a reader has got when it asked for all rows. */
export interface ViewRead {
  /** `old`, `young`: through the repository of a release. `everybody`: by the entity's own name. Others straight. */
  readonly reader: string;
  /** When it was asked, by the machine's clock. */
  readonly at: number;
  readonly ms: number;
  readonly rows: number;
  readonly total: number;
  /** The last position that the rows have seen. */
  readonly position: number;
  /** Of what the rows say. */
  readonly digest: string;
  /** The error's SQLSTATE, or its text, where nothing came. */
  readonly error?: string;
}

/** What a process says. */
export type ReleaseWord =
  | { readonly word: 'started' }
  | { readonly word: 'dying'; readonly during: Phase; readonly at: number; readonly text: string }
  | { readonly word: 'read'; readonly reads: readonly ViewRead[] }
  | { readonly word: 'done'; readonly call: number }
  | { readonly word: 'refused'; readonly call: number; readonly why: string };
