/** Whether this is the long form, with the numbers that the faults were specified with. */
export const long = process.env.DAYBOOK_FAULTS === 'long';

/** A number of the short form or of the long one. */
export function inForm<T>(forms: { readonly short: T; readonly long: T }): T {
  return long ? forms.long : forms.short;
}

/**
 * Prints how often a fault was injected and felt, and what else tells that the run meant something. A fault that
 * nobody felt has proved nothing, so that zero of anything fails the test.
 */
export function printFelt(fault: string, counts: Readonly<Record<string, number>>, besides = ''): void {
  const text = Object.entries(counts).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  process.stdout.write(`${fault} (${long ? 'long' : 'short'} form): ${text.join(', ')}${besides && ` · ${besides}`}\n`);
  const missing = Object.entries(counts).filter(([, count]) => !(count > 0));
  if (missing.length > 0) throw new Error(`${fault} is void: ${missing.map(([name]) => name).join(', ')} zero times.`);
}
