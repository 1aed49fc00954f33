import type { Finding } from '../operations/catalog/changes/finding.js';
import type { Output } from './output.js';

/** Prints what was found, one line each, what must not ship first. */
export function printFindings(findings: readonly Finding[], output: Output): void {
  for (const weight of ['breaks', 'warns', 'notes'] as const) {
    for (const { text, accepted } of findings.filter((finding) => finding.weight === weight)) {
      output.line(accepted === undefined ? `${weight.padEnd(6)}  ${text}` : `accepted  ${text} (${accepted})`);
    }
  }
}
