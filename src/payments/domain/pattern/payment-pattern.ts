// Types and no interfaces, because the compiler takes those alone for JSON: whoever watches an account keeps them as such.

/** One payment that an account was asked for. */
export type AskedPayment = {
  /** When, in milliseconds since 1970. */
  readonly atMs: number;
  /** What it has promised; 0 if it has refused. */
  readonly amountMinor: number;
};

/** What the hours of an account came to in which it has promised something. */
export type PastHours = {
  readonly hours: number;
  readonly meanMinor: number;
  /** The sum of the squared distances from the mean. */
  readonly squares: number;
};

/** How an account pays: what it was asked for within the last hour, and what its hours were like before. */
export type PaymentPattern = {
  /** In the order of time; the last one says where the hour ends. */
  readonly recent: readonly AskedPayment[];
  /** The hour of the clock that has left the last hour in part, and what was promised in that part. */
  readonly leaving: { readonly hour: number; readonly sumMinor: number } | null;
  readonly past: PastHours;
};

export const noPayments: PaymentPattern = {
  recent: [],
  leaving: null,
  past: { hours: 0, meanMinor: 0, squares: 0 },
};

const hourMs = 3_600_000;

/** The pattern with one payment more. What is told late is put where it belongs. */
export function withPayment(pattern: PaymentPattern, asked: AskedPayment): PaymentPattern {
  const sorted = [...pattern.recent, asked].sort((one, other) => one.atMs - other.atMs);
  const beginsMs = (sorted.at(-1)?.atMs ?? 0) - hourMs;
  const over = sorted.filter(({ atMs }) => atMs <= beginsMs);
  const recent = sorted.slice(over.length);
  return over.reduce(left, { ...pattern, recent });
}

/** What was promised within the last hour. */
export function promisedMinor({ recent }: PaymentPattern): number {
  return recent.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** How far the hours of the past are from their mean, as a rule (standard deviation). */
export function spreadOf({ hours, squares }: PastHours): number {
  return hours === 0 ? 0 : Math.sqrt(squares / hours);
}

/** A payment has left the last hour, and belongs to an hour of the past. */
function left(pattern: PaymentPattern, { atMs, amountMinor }: AskedPayment): PaymentPattern {
  if (amountMinor === 0) return pattern;
  const hour = Math.floor(atMs / hourMs);
  const { leaving, past } = pattern;
  if (leaving?.hour === hour) return { ...pattern, leaving: { hour, sumMinor: leaving.sumMinor + amountMinor } };
  // Told after its hour was closed: an hour of its own.
  if (leaving !== null && leaving.hour > hour) return { ...pattern, past: withHour(past, amountMinor) };
  return {
    ...pattern,
    leaving: { hour, sumMinor: amountMinor },
    past: leaving === null ? past : withHour(past, leaving.sumMinor),
  };
}

/** By Welford's method: exact enough however many hours there are, and nothing else has to be kept of them. */
function withHour({ hours, meanMinor, squares }: PastHours, sumMinor: number): PastHours {
  const before = sumMinor - meanMinor;
  const mean = meanMinor + before / (hours + 1);
  return { hours: hours + 1, meanMinor: mean, squares: squares + before * (sumMinor - mean) };
}
