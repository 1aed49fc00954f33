import type { Page } from './page.js';

const npmCommand = /\bnpm (?:run (?:--silent |-s )?([a-z][\w:-]*)|(start|test)\b)/g;

/** The npm scripts that a page tells its readers to run, once each. */
export function namedScripts({ text }: Page): readonly string[] {
  return [...new Set(Array.from(text.matchAll(npmCommand), ([, run, short]) => run ?? short ?? ''))];
}
