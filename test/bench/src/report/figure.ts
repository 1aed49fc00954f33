/** A number with as many digits as it deserves: `18,214`, `231`, `4.17`, `0.385`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The same for a machine: no more digits than were measured. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
