import { nameOfClass, type UpcasterDefinition, type Upcasts } from '@daybook/domain';

/** One step of a chain: what a class of upcasters declares, and the instance that does it. */
export interface UpcastStep extends UpcasterDefinition {
  readonly upcaster: Upcasts;
}

/** What it lifts and to what, for messages: `account.blocked 1 -> account.frozen 1`. */
export function stepInWords({ type, from, targets }: UpcasterDefinition): string {
  const to = targets.map((target) => (target.type === type ? `${target.version}` : `${target.type} ${target.version}`));
  return `${type} ${from} -> ${to.length === 0 ? 'nothing' : to.join(' + ')}`;
}

/** The upcaster of a step, for messages. */
export function upcasterName({ upcasterClass }: UpcasterDefinition): string {
  return nameOfClass(upcasterClass);
}
