import fc, { type Arbitrary } from 'fast-check';
import { assertValidName } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { all, notes, type ContractSubject } from '../contract-subject.js';
import type { RefusedCase } from './generated-case.js';
import { shown } from './shown.js';

const letters = 'abcXYZ0189 _.,:;%*?!+=~@#&|^()[]{}<>\'"`äßñéøЖшλ中文日本🎉𝒳'.normalize('NFC');

/** A name that every store takes, up to about 60 bytes. */
export const validName: Arbitrary<string> = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 15 })
  .map((characters) => characters.join('').trim())
  .filter(isValid);

function isValid(name: string): boolean {
  try {
    assertValidName(name, 'name');
    return true;
  } catch {
    return false;
  }
}

const uses = ['streamId', 'category', 'idempotencyKey', 'types', 'categories', 'readStream'] as const;

/** A name that must be refused in every use that a store has for names. */
export function refusedName(name: string): Arbitrary<RefusedCase> {
  return fc.constantFrom(...uses).map((use) => ({
    what: `${shown(name)} as ${use}`,
    names: ['field', use === 'category' || use === 'readStream' ? 'streamId' : use],
    attempt: (subject) => useName(subject, use, name),
  }));
}

async function useName(subject: ContractSubject, use: (typeof uses)[number], name: string): Promise<unknown> {
  const { store }: { readonly store: EventStore } = subject;
  switch (use) {
    case 'streamId':
      return store.append(`note-${name}`, notes(1), { expected: 'any' });
    case 'category':
      return store.append(`${name}-1`, notes(1), { expected: 'any' });
    case 'idempotencyKey':
      return store.append(subject.stream(), notes(1), { expected: 'any', idempotencyKey: name });
    case 'types':
      return all(store.readAll({ types: ['contract.note-taken', name] }));
    case 'categories':
      return all(store.readAll({ categories: [name] }));
    case 'readStream':
      return all(store.readStream(`note-${name}`));
  }
}
