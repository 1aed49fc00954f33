import { dirname } from 'node:path';
import { CatalogMissing } from '../../operations/catalog/catalog-missing.error.js';
import { compareCatalog } from '../../operations/catalog/compare-catalog.js';
import { scaffold } from '../../operations/catalog/scaffold/scaffold.js';
import { importEnding, writeScaffold } from '../../operations/catalog/scaffold/write-scaffold.js';
import { catalogOptions, catalogPlaces } from '../catalog-places.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';

export const catalogScaffoldCommand: CommandDescription = {
  name: 'catalog scaffold',
  parameters: '[<type>]',
  summary: 'Write the skeleton of each upcaster that is missing, and its test',
  notes: ['Starts nothing and asks no database. Overwrites nothing. The test fails until somebody has filled both in.'],
  options: {
    ...catalogOptions,
    to: { value: '<type>', text: 'what a removed type has become. Default: the only new one' },
    out: { value: '<folder>', text: "where to. Default: beside the event's class" },
    ...jsonOption,
  },
  needsDatabase: false,
  async run({ given, application, output }) {
    const places = catalogPlaces(given);
    const type = given.atMostOne('type');
    const out = given.text('out');
    const folder = out === undefined ? undefined : given.file(out);
    const comparison = await compareCatalog(await application.declared(), places);
    if (comparison.committed === undefined) throw new CatalogMissing(places.file);
    const ending = await importEnding(folder ?? dirname(places.file));
    const files = scaffold(comparison, { type, to: given.text('to'), folder, ending });
    await writeScaffold(files);
    if (given.has('json')) output.json({ files: files.map(({ path }) => path) });
    else if (files.length === 0) output.line('No upcaster is missing.');
    else for (const { path } of files) output.line(path);
    return 0;
  },
};
