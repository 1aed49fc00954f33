import type { Log } from './log.js';
import { begins, commandOf } from './saga-commands.js';
import type { InstanceRow, Standing, StepRow } from './standing.js';

/** All that there is of one instance of a saga. */
export interface Instance {
  readonly key: string;
  /** The index of what asked for it; undefined if nobody did. */
  asked: number | undefined;
  /** As it is kept; undefined if it is not. */
  row: InstanceRow | undefined;
  /** By number. */
  readonly steps: StepRow[];
  /** What came of its commands: by command, the indices of the events. */
  readonly effects: Map<string, number[]>;
}

/** The instances of sagas: what was asked for in the log, what is kept of them, and what came of that in the log. */
export class Instances {
  readonly #byKey = new Map<string, Instance>();

  constructor(
    private readonly log: Log,
    { instances, steps }: Pick<Standing, 'instances' | 'steps'>,
  ) {
    for (let index = 0; index < log.size; index++) this.#hear(index);
    for (const row of instances) this.of(row.key).row = row;
    for (const step of steps) this.of(step.key).steps.push(step);
  }

  get all(): ReadonlyMap<string, Instance> {
    return this.#byKey;
  }

  /** Where in the log everything is that is of an instance. */
  positionsOf({ asked, effects }: Instance): readonly number[] {
    const indices = [...(asked === undefined ? [] : [asked]), ...[...effects.values()].flat()];
    return indices.sort((one, other) => one - other).map((index) => this.log.positions[index] ?? 0);
  }

  of(key: string): Instance {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const instance: Instance = { key, asked: undefined, row: undefined, steps: [], effects: new Map() };
    this.#byKey.set(key, instance);
    return instance;
  }

  #hear(index: number): void {
    const type = this.log.types[index] ?? '';
    if (type in begins) this.of(this.log.calls[index] ?? '').asked = index;
    const command = commandOf.get(type);
    if (command === undefined) return;
    const { effects } = this.of(this.log.ofs[index] ?? '');
    effects.set(command, [...(effects.get(command) ?? []), index]);
  }
}
