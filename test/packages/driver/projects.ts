import { join } from 'node:path';
import { Project } from './project.js';

const parcelLog = [
  { version: 1, type: 'parcel.posted', data: { recipient: 'Ada', grams: 250 } },
  { version: 2, type: 'parcel.delivered', data: { signedBy: 'Ada' } },
];

/** What the parcels come to, whoever compiled, bundled or minified them. */
export const parcelsOutcome = {
  versions: [1, 2],
  whereabouts: ['on its way', 'delivered'],
  again: 'parcel-must-be-on-its-way',
  depot: { parcels: 9, more: 'depot-must-hold-them' },
  log: parcelLog,
  underKey: { named: 'parcel-must-be-on-its-way', unnamed: 'done' },
};

const lockersOutcome = {
  versions: [1, 2],
  taken: { status: 422, mediaType: 'application/problem+json', code: 'locker-must-be-free' },
  malformed: { status: 400, mediaType: 'application/problem+json', code: 'request-invalid' },
  shown: { status: 200, mediaType: 'application/json', tenant: null, version: 2 },
  wrongly: 'event-payload-invalid',
  log: [
    { version: 1, type: 'locker.rented', data: { tenant: 'Ada', size: 'small' } },
    { version: 2, type: 'locker.given-back', data: {} },
  ],
  // The other two were rolled back with the rentals that were refused.
  invoices: [{ tenant: 'Ada' }],
  schemas: ['Problem', 'Rental'],
};

/** The newest of everything, as ES modules. */
export function nest12(scratch: string): Project {
  return new Project(join(scratch, 'nest-12-esm'), ['nest-12-esm'], parcelsOutcome);
}

/** The newest Nest 11 and TypeORM 0.3, as CommonJS. */
export function nest11(scratch: string): Project {
  return lockers(join(scratch, 'nest-11-commonjs'), ['nest-11-commonjs']);
}

/** The same application on the oldest of everything that the libs say they support. */
export function oldest(scratch: string): Project {
  return lockers(join(scratch, 'nest-11-oldest'), ['nest-11-commonjs', 'nest-11-oldest']);
}

/** Compiled with the module resolution of before `exports`, and with that of now. */
function lockers(folder: string, sources: readonly string[]): Project {
  const questions = ['migrate status', 'log head --json'];
  return new Project(folder, sources, lockersOutcome, questions, ['tsconfig.nodenext.json']);
}
