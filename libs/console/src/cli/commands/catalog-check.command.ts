import { CatalogMissing } from '../../operations/catalog/catalog-missing.error.js';
import { compareCatalog, hasBroken } from '../../operations/catalog/compare-catalog.js';
import { catalogOptions, catalogPlaces } from '../catalog-places.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { printFindings } from '../findings-in-words.js';

export const catalogCheckCommand: CommandDescription = {
  name: 'catalog check',
  summary: 'Compare the events of the code with the committed catalog',
  notes: [
    'Starts nothing and asks no database. Exit code 1 says that stored events could not be read any more, and names the',
    'upcaster that is missing; or that the catalog is stale. Warnings alone are 0.',
  ],
  options: { ...catalogOptions, ...jsonOption },
  needsDatabase: false,
  async run({ given, application, output }) {
    const places = catalogPlaces(given);
    const { committed, findings, stale } = await compareCatalog(await application.declared(), places);
    if (committed === undefined) throw new CatalogMissing(places.file);
    const isBroken = hasBroken(findings);
    if (given.has('json')) {
      output.json({ file: places.file, broken: isBroken, findings, stale });
    } else {
      printFindings(findings, output);
      for (const one of stale) output.line(`stale   ${one}`);
      if (isBroken) output.line('"catalog scaffold" writes the skeleton of an upcaster that is missing, and its test.');
      else if (stale.length > 0) output.line('The catalog is stale: run "catalog write", and commit it.');
      else output.line(`${committed.events.length} types of events are as ${places.file} says.`);
    }
    return isBroken || stale.length > 0 ? 1 : 0;
  },
};
