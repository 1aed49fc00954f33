import { readFileSync } from 'node:fs';
import type { JsonObject } from '@daybook/domain';

/** A payload that the catalog has kept, of a type in a version. */
export interface CataloguedExample {
  readonly type: string;
  readonly version: number;
  /** Which of the version's examples it is, from 1. */
  readonly number: number;
  readonly data: JsonObject;
}

/** What a catalog says of examples. */
export interface CataloguedExamples {
  readonly examples: readonly CataloguedExample[];
  /** The versions that have none: `account.blocked 1`. */
  readonly missing: readonly string[];
}

/** As much of an event catalog as is needed here. */
interface Catalog {
  readonly format: string;
  readonly events: readonly {
    readonly type: string;
    readonly accepted: Readonly<Record<string, string>>;
    readonly versions: readonly { readonly version: number; readonly examples: readonly JsonObject[] }[];
  }[];
}

/** The examples of a catalog; those of a type that was given up on record are left out, because nothing reads them. */
export function cataloguedExamples(file: string | URL): CataloguedExamples {
  const { format, events } = JSON.parse(readFileSync(file, 'utf8')) as Catalog;
  if (format !== 'daybook-event-catalog/1') throw new TypeError(`${String(file)} is no event catalog of this release.`);
  const read = events.filter(({ accepted }) => !Object.hasOwn(accepted, 'type-removed'));
  const versions = read.flatMap(({ type, versions: all }) => all.map((one) => ({ type, ...one })));
  return {
    examples: versions.flatMap(({ type, version, examples }) =>
      examples.map((data, place) => ({ type, version, number: place + 1, data })),
    ),
    missing: versions.filter(({ examples }) => examples.length === 0).map(({ type, version }) => `${type} ${version}`),
  };
}
