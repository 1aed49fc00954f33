import { eventTypesOf } from '@daybook/event-store';
import type { DeclaredParts } from '@daybook/nestjs';
import type { CataloguedSaga } from './event-catalog.js';

/** The sagas of an application, as far as their classes declare what they do. */
export function cataloguedSagas({ sagas }: Pick<DeclaredParts, 'sagas'>): readonly CataloguedSaga[] {
  return sagas.map(({ name, version, handlers, deadlines, refusals }) => {
    const typesOf = (starts: boolean): readonly string[] =>
      eventTypesOf([...handlers].filter(([, handler]) => handler.starts === starts).map(([eventClass]) => eventClass));
    return {
      ...{ name, version, startsOn: typesOf(true), hears: typesOf(false) },
      deadlines: [...deadlines.keys()].sort(),
      commands: [...refusals.keys()].sort(),
    };
  });
}
