import type { Court } from './court.js';
import { stepInShort } from './in-short.js';
import type { Instance } from './instances.js';
import type { Judge, LookedAt } from './judge.js';
import { begins } from './saga-commands.js';

const ends: readonly string[] = ['completed', 'compensated'];
const open: readonly string[] = ['due', 'held', 'declared'];

/** I7: after everything was healed, each instance that somebody asked for has come to an end, and waits for nothing. */
export class Endings implements Judge {
  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    const looked = new Map(Object.values(begins).map((saga) => [saga, 0]));
    for (const instance of this.court.instances.all.values()) {
      const { asked, row } = instance;
      if (asked === undefined) continue;
      const saga = begins[this.court.log.types[asked] ?? ''] ?? '';
      if (row !== undefined) looked.set(saga, (looked.get(saga) ?? 0) + 1);
      const why = whyUnfinished(instance);
      if (why !== undefined) this.#unfinished(instance, `The instance ${instance.key} of ${saga} ${why}.`);
    }
    const counts = [...looked.values()];
    // One of the sagas is not enough.
    return { I7: counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + count, 0) };
  }

  #unfinished(instance: Instance, text: string): void {
    const { instances, findings } = this.court;
    findings.add('unfinished', () => ({
      text,
      calls: [instance.key],
      lines: instance.steps.slice(-3).map(stepInShort),
      positions: instances.positionsOf(instance).slice(-3),
    }));
  }
}

function whyUnfinished({ row, steps }: Instance): string | undefined {
  if (row === undefined) return 'was asked for, and never begun';
  if (row.failure !== null) return `is stuck: ${row.failure}`;
  if (!ends.includes(row.status)) return `is ${row.status}, and has come to no end`;
  const left = steps.find(({ status }) => open.includes(status));
  if (left !== undefined) return `is ${row.status}, and its step ${left.number} is ${left.status}`;
  const [deadline] = row.deadlines;
  return deadline === undefined ? undefined : `is ${row.status}, and its deadline "${deadline}" is still set`;
}
