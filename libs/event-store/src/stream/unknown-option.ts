import { printable } from './described.js';

/** The first name in an object that is not among the known ones: most often a misspelt option, which would be ignored. */
export function unknownOption(options: object, known: ReadonlySet<string>): string | undefined {
  for (const name of Object.keys(options)) if (!known.has(name)) return printable(name.slice(0, 80));
  return undefined;
}
