import type { Court } from './court.js';
import { stepInShort } from './in-short.js';
import type { WordOf } from './invariant.js';
import type { Instance } from './instances.js';
import type { Judge, LookedAt } from './judge.js';
import { comesTo, undoes } from './saga-commands.js';
import type { StepRow } from './standing.js';

/**
 * I7: what an instance has on record as done has happened, and once; what has happened is on record as done; what undoes
 * something comes behind what it undoes; and a deadline has made it act once.
 */
export class Steps implements Judge {
  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    let looked = 0;
    for (const instance of this.court.instances.all.values()) {
      looked += instance.steps.length;
      for (const command of Object.keys(comesTo)) this.#command(instance, command);
      this.#compensations(instance);
      this.#deadlines(instance);
    }
    return { I7: looked };
  }

  #command(instance: Instance, command: string): void {
    const effects = instance.effects.get(command) ?? [];
    const own = instance.steps.filter(({ type }) => type === command);
    const done = own.filter(({ status }) => status === 'done');
    const positions = effects.map((index) => this.court.log.positions[index] ?? 0);
    const { key } = instance;
    if (effects.length > 1) {
      const text = `${command} of ${key} has taken effect ${effects.length} times, at ${positions.join(' and ')}.`;
      this.#add('step-twice', instance, text, own, positions);
    }
    if (effects.length < done.length) {
      const text = `${command} of ${key} is done ${done.length} times, and has taken effect ${effects.length} times.`;
      this.#add('step-lost', instance, text, own, positions);
    }
    if (effects.length > 0 && done.length === 0) {
      const is = own.map(({ status }) => status).join(', ') || 'on no record';
      this.#add('step-stranger', instance, `${command} of ${key} has taken effect, and is ${is}.`, own, positions);
    }
  }

  #compensations(instance: Instance): void {
    const { log } = this.court;
    const byType = new Map<string, number[]>();
    for (const index of [...instance.effects.values()].flat()) {
      const type = log.types[index] ?? '';
      byType.set(type, [...(byType.get(type) ?? []), log.positions[index] ?? 0]);
    }
    for (const [type, { what, unless }] of Object.entries(undoes)) {
      for (const position of byType.get(type) ?? []) {
        const before = (other: string | undefined): boolean =>
          (byType.get(other ?? '') ?? []).some((one) => one < position);
        const why = before(what) ? (before(unless) ? `behind ${unless}` : undefined) : `without ${what} before`;
        if (why === undefined) continue;
        this.#add(
          'stray-compensation',
          instance,
          `At ${position} ${type} of ${instance.key} came ${why}.`,
          [],
          [position],
        );
      }
    }
  }

  /** What a deadline makes an instance do is something else in each step: the same twice is a deadline that came twice. */
  #deadlines(instance: Instance): void {
    const caused = new Map<string, StepRow[]>();
    for (const step of instance.steps) {
      if (step.deadline === undefined) continue;
      const name = `"${step.deadline}" has made ${instance.key} ask for ${step.type}`;
      caused.set(name, [...(caused.get(name) ?? []), step]);
    }
    for (const [what, steps] of caused) {
      if (steps.length === 1) continue;
      this.#add('deadline-twice', instance, `The deadline ${what} ${steps.length} times.`, steps, []);
    }
  }

  #add(
    word: WordOf<'I7'>,
    instance: Instance,
    text: string,
    steps: readonly StepRow[],
    positions: readonly number[],
  ): void {
    this.court.findings.add(word, () => ({
      text,
      calls: [instance.key],
      lines: steps.slice(0, 3).map(stepInShort),
      positions: positions.length > 0 ? positions : this.court.instances.positionsOf(instance).slice(0, 3),
    }));
  }
}
