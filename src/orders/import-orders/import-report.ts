import type { ImportTally } from './import-tally.js';

/** What a person has to know after an import, also after one that did not come to its end. */
export function importReport(tally: ImportTally): string {
  const { orders, recorded, alreadyThere, refused, refusals, seconds, products, pieces } = tally;
  const rate = Math.round(orders / Math.max(seconds, 0.001));
  const lines = [
    `${orders} orders in ${seconds.toFixed(1)} s, ${rate} orders/s`,
    `  stock          ${pieces} pieces of ${products} products received`,
    `  accounts       ${tally.accountsOpened} opened, ${tally.fundedMinor} minor units put in`,
    `  recorded       ${recorded}`,
    `  already there  ${alreadyThere}`,
    `  refused        ${refused}`,
    ...refusals.map(({ row: { file, line }, orderId, rule, message }) => {
      return `    line ${line} of ${file}, order ${orderId}: ${rule}. ${message}`;
    }),
  ];
  if (refused > refusals.length) lines.push(`    and ${refused - refusals.length} more`);
  if (orders > 0 && !tally.hasChanged) lines.push('Nothing was changed.');
  return [...lines, ...contradictionLines(tally)].join('\n');
}

/** Each kind with how often it was found, and where first. */
function contradictionLines(tally: ImportTally): readonly string[] {
  const kinds = tally.kinds();
  const all = kinds.reduce((sum, [, { count }]) => sum + count, 0);
  if (all === 0) return ['The files do not contradict themselves.'];
  return [
    `${all} contradictions in ${tally.contradictoryOrders} orders; the order of an order's life wins, the files' times are kept`,
    ...kinds.map(([kind, { count, first }]) => {
      const place = `line ${first.line} of ${first.file}, order ${first.orderId}`;
      return `  ${String(count).padStart(6)}  ${kind}, as ${place}: ${first.says}`;
    }),
  ];
}
