import { type AggregateClass, aggregateDefinitionOf, eventDefinitionOf } from '@daybook/domain';
import type { UpcasterChain } from '@daybook/event-store';

/**
 * What becomes of stored events on their way to an aggregate, as text: the steps that may lead to one of its events, with
 * their code. A corrected upcaster makes it another one, so that what was folded before is not taken for what would be
 * folded now. Functions outside of the upcasters' classes are not seen.
 */
export function evolutionOf(chain: UpcasterChain, aggregateClass: AggregateClass): string {
  const events = aggregateDefinitionOf(aggregateClass).events.map((eventClass) => eventDefinitionOf(eventClass).type);
  const sources = new Set(events.flatMap((type) => chain.sourcesOf(type)));
  const steps = chain.steps.filter(({ type }) => sources.has(type));
  return steps.length === 0
    ? ''
    : JSON.stringify(steps.map((step) => [step.type, step.from, step.targets, codeOf(step)]));
}

function codeOf({ upcasterClass }: UpcasterChain['steps'][number]): readonly string[] {
  const code: string[] = [];
  for (let part: unknown = upcasterClass; typeof part === 'function'; part = Object.getPrototypeOf(part)) {
    if (part === Function.prototype) break;
    code.push(Function.prototype.toString.call(part));
  }
  return code;
}
