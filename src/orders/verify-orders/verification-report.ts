import { marketplaceStatuses } from '../marketplace/marketplace-rows.js';
import type { VerificationTally } from './verification-tally.js';

const shownProducts = 20;

/** What a person has to know after a verification. */
export function verificationReport(tally: VerificationTally): string {
  const { rows, agreeing, stock, statuses, captured, capturedInFile, differences, differing } = tally;
  const words = new Set<string>([...marketplaceStatuses, ...statuses.keys()]);
  const counted = Array.from(words, (word): Row => {
    const { inFile = 0, inHarbour = 0 } = statuses.get(word) ?? {};
    return [word, inFile, inHarbour];
  });
  const lines = [
    `${agreeing} of ${rows} orders agree`,
    row(['', 'in the file', 'in Harbour']),
    ...counted.map(row),
    row(['captured', capturedInFile, captured]),
    row(['pieces on hand', stock.inFile.onHand, stock.inHarbour.onHand]),
    row(['pieces reserved', stock.inFile.reserved, stock.inHarbour.reserved]),
    stock.negative.length === 0
      ? `Stock was never negative, and never less than promised, at any of its ${stock.events} events`
      : `Stock was negative, or less than promised, at ${stock.negative.length} of its ${stock.events} events`,
    ...some(stock.negative),
    ...some(stock.differing),
    ...differences.map(({ row: { file, line }, orderId, expected, got }) => {
      return `  line ${line} of ${file}, order ${orderId}: expected ${expected}, got ${got}`;
    }),
  ];
  if (differing > differences.length) lines.push(`  and ${differing - differences.length} more`);
  return lines.join('\n');
}

type Row = readonly [what: string, inFile: string | number, inHarbour: string | number];

function row([what, inFile, inHarbour]: Row): string {
  return `  ${what.padEnd(16)}${String(inFile).padStart(12)}${String(inHarbour).padStart(12)}`;
}

function some(products: readonly string[]): readonly string[] {
  const shown = products.slice(0, shownProducts).map((product) => `  ${product}`);
  return products.length > shownProducts ? [...shown, `  and ${products.length - shownProducts} more products`] : shown;
}
