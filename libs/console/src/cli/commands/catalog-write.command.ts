import { acceptFindings } from '../../operations/catalog/accept-findings.js';
import { pageBeside, writeCatalog } from '../../operations/catalog/catalog-file.js';
import { compareCatalog } from '../../operations/catalog/compare-catalog.js';
import { catalogOptions, catalogPlaces } from '../catalog-places.js';
import type { CommandDescription } from '../command-description.js';
import { jsonOption } from '../command-option.js';
import { printFindings } from '../findings-in-words.js';

export const catalogWriteCommand: CommandDescription = {
  name: 'catalog write',
  summary: 'Write the catalog of all events, and its page, from the code',
  notes: [
    'Starts nothing and asks no database. What the code has forgotten stays: earlier versions, and their examples.',
    'Refuses to forget a shape that stored events have and nothing reads; "catalog scaffold" writes what is missing.',
  ],
  options: {
    ...catalogOptions,
    accept: {
      value: '<type key>',
      repeated: true,
      text: 'put a finding on record as accepted: "customer.updated row-like"',
    },
    reason: { value: '<text>', text: 'why it is accepted' },
    ...jsonOption,
  },
  needsDatabase: false,
  async run({ given, application, output }) {
    const places = catalogPlaces(given);
    const accept = given.texts('accept');
    const reason = accept.length > 0 ? given.required('reason') : '';
    const comparison = await compareCatalog(await application.declared(), places);
    const { catalog, findings, isBroken } = acceptFindings(comparison, { accept, reason });
    if (!isBroken) await writeCatalog(places.file, catalog);
    const events = catalog.events.length;
    if (given.has('json')) {
      output.json({ file: places.file, written: !isBroken, events, findings });
    } else {
      printFindings(findings, output);
      if (isBroken) output.line('Nothing was written.');
      else
        output.line(`${events} types of events are in ${places.file}, and for people in ${pageBeside(places.file)}.`);
    }
    return isBroken ? 1 : 0;
  },
};
