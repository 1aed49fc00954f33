import type { CatalogPlaces } from '../operations/catalog/compare-catalog.js';
import type { CommandArguments } from './command-arguments.js';
import type { CommandOptions } from './command-option.js';

/** The options of every command that reads the code for the catalog. */
export const catalogOptions: CommandOptions = {
  catalog: { value: '<file.json>', text: 'the catalog. Default: docs/events/catalog.json' },
  sources: { value: '<folder>', repeated: true, text: 'where the classes of events are declared. Default: src' },
};

/** Where the catalog stands and what it is read from, as its user names them. */
export function catalogPlaces(given: CommandArguments): CatalogPlaces {
  const sources = given.texts('sources');
  return {
    file: given.file(given.text('catalog') ?? 'docs/events/catalog.json'),
    sources: (sources.length > 0 ? sources : ['src']).map((folder) => given.file(folder)),
  };
}
