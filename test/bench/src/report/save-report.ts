import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from './report.js';

/** Keeps a report under `results/`, by its date and name; where. */
export function saveReport(report: Report): string {
  const file = new URL(`../../results/${report.date.slice(0, 10)}-${report.name}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return fileURLToPath(file);
}
