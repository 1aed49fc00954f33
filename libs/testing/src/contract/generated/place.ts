import fc, { type Arbitrary } from 'fast-check';
import type { EventInput, Metadata } from '@daybook/event-store';
import { SampleRecorded } from '../contract-events.js';
import { notes, type ContractSubject } from '../contract-subject.js';
import type { AcceptedCase, RefusedCase } from './generated-case.js';

/** Somewhere in an append where a value can stand. */
export interface Place {
  readonly part: 'data' | 'metadata';
  /** The way from the part to the value, the first step being a property's name. */
  readonly path: readonly (string | number)[];
  /** How many ordinary events stand in front. */
  readonly ahead: number;
}

const name = fc.stringMatching(/^[a-z]{1,6}$/);

export const place: Arbitrary<Place> = fc.record({
  part: fc.constantFrom('data', 'metadata'),
  path: fc
    .tuple(name, fc.array(fc.oneof(name, fc.nat({ max: 3 })), { maxLength: 5 }))
    .map(([first, more]) => [first, ...more]),
  ahead: fc.nat({ max: 3 }),
});

/** The events of an append with a value at a place. */
export function eventsWith({ part, path, ahead }: Place, value: unknown): readonly EventInput[] {
  const content = path.reduceRight<unknown>(wrapped, value) as Record<string, unknown>;
  const event = SampleRecorded.of(part === 'data' ? content : {});
  return [...notes(ahead), part === 'data' ? event : { event, metadata: content as Metadata }];
}

function wrapped(value: unknown, step: string | number): unknown {
  return typeof step === 'string' ? { beside: 1, [step]: value } : [...Array.from({ length: step }, () => 0), value];
}

/** The place as an error must name it. */
export function fieldOf({ part, path, ahead }: Place): string {
  return `events[${ahead}].${part}${path.map((step) => (typeof step === 'string' ? `.${step}` : `[${step}]`)).join('')}`;
}

/** A value that must be refused where it stands, or at something inside of it. */
export function refusedAt(at: Place, what: string, make: () => unknown, inside = ''): RefusedCase {
  return {
    what: `${what} at ${fieldOf(at)}`,
    names: ['field', `${fieldOf(at)}${inside}`],
    attempt: async (subject) => subject.store.append(subject.stream(), eventsWith(at, make()), { expected: 'any' }),
  };
}

/** A value that must come back from where it stood. */
export function acceptedAt(at: Place, what: string, value: unknown): AcceptedCase {
  return {
    what: `${what} at ${fieldOf(at)}`,
    attempt: async (subject: ContractSubject) => {
      const streamId = subject.stream();
      await subject.store.append(streamId, eventsWith(at, value), { expected: 'noStream' });
      const last = (await subject.read(streamId)).at(-1);
      const found = at.path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], last?.[at.part]);
      return { given: value, found };
    },
  };
}
