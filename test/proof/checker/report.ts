import { words, type Word } from './invariant.js';
import type { Verdict } from './verdict.js';

/** A verdict for people: what was looked at, what was found with what shows it, and what has happened. */
export function reportOf(verdict: Verdict): string {
  return [...table(verdict), '', ...violations(verdict), ...counters(verdict), '', lastLineOf(verdict)].join('\n');
}

/** What a run comes to, in a line. */
export function lastLineOf({ seed, calls, faults, unknown, violations, missing, exitCode }: Verdict): string {
  const parts = [
    `${counted(calls)} calls`,
    `${counted(faults)} faults`,
    `${counted(unknown)} unknown outcomes`,
    `${counted(violations)} violations`,
    ...(exitCode === 2 ? [`void for want of ${missing.join(', ')}`] : []),
  ];
  return `seed ${seed ?? 'unknown'}: ${parts.join(', ')}`;
}

function table({ invariants }: Verdict): readonly string[] {
  const rows = [
    ['', 'looked at', 'violations', ''],
    ...invariants.map(({ invariant, lookedAt, violations, says }) => [
      invariant,
      counted(lookedAt),
      counted(violations),
      says,
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(([name = '', lookedAt = '', violations = '', says = '']) =>
    [name.padEnd(widths[0] ?? 0), lookedAt.padStart(widths[1] ?? 0), violations.padStart(widths[2] ?? 0), says]
      .join('  ')
      .trimEnd(),
  );
}

function violations({ found, words: counts }: Verdict): readonly string[] {
  return (Object.entries(counts) as [Word, number][]).flatMap(([word, count]) => {
    const shown = found.filter((violation) => violation.word === word);
    const more = count - shown.length;
    return [
      `${words[word]} ${word}: ${counted(count)}`,
      ...shown.flatMap(({ text, excerpt }) => [`  ${text}`, ...excerpt.map((line) => `    ${line}`)]),
      ...(more > 0 ? [`  and ${counted(more)} more`] : []),
      '',
    ];
  });
}

function counters(verdict: Verdict): readonly string[] {
  return [
    ...Object.entries(verdict.counters).map(([name, count]) => `${counted(count).padStart(9)} ${name}`),
    ...verdict.missing.map((what) => `          void for want of ${what}`),
  ];
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
