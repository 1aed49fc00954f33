import { expect, test } from '@jest/globals';
import { right } from './example/case.js';
import { observed, type Observed } from './example/observed.js';
import type { Story } from './example/story.js';
import { excerptOf, toldOf } from './excerpt.js';
import type { Finding } from './findings.js';
import { Log } from './log.js';

function excerpt(finding: Omit<Finding, 'word' | 'text'>, { events, lines }: Observed): readonly string[] {
  const log = new Log();
  for (const event of events) log.add(event);
  const history = lines.map((entry, line) => ({ entry, file: 'app-1.1.jsonl', line: line + 1 }));
  const whole: Finding = { word: 'lost-write', text: '', ...finding };
  return excerptOf(whole, log, toldOf(new Set(finding.calls), history));
}

/** How a line of an excerpt begins. */
const beginnings = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line.startsWith('log') ? line : line.replace(/^[\d.]+ /, '')).split(' ', 2).join(' '));

test('a call is shown with its answers, and its events with what stands around them', () => {
  const lines = excerpt({ calls: ['a'], positions: [3, 4] }, observed(right()));
  expect(beginnings(lines)).toEqual([
    'app-1.1 {"word":"invoked","call":"a","kind":"append","way":"alone","streams":[{"stream":"cell-1","expected":"any","values":[{"value":"a/0.0"},{"value":"a/0.1"}]}]}',
    'app-1.1 {"word":"ok","call":"a","answer":{"streams":[{"stream":"cell-1","version":2,"position":4}]}}',
    'log 2:',
    'log 3:',
    'log 4:',
    'log 5:',
  ]);
});

test('of what is lost it is shown what is in its place', () => {
  const story = right();
  const lines = excerpt({ calls: ['b'] }, { ...observed(story, story.events.slice(0, -1)), lines: story.lines });
  expect(beginnings(lines).slice(2)).toEqual(['log 6:', 'log 10:', 'log 11:']);
});

test('of a call that was repeated for long the first and the last attempts are shown', () => {
  const ends = Array.from({ length: 30 }, () => 'unknown' as const);
  const story = right((more: Story) => more.note('x', { 'cell-9': 1 }, { ends: [...ends, 'ok'], there: true }));
  const lines = excerpt({ calls: ['x'] }, observed(story));
  expect(lines.filter((line) => line.includes('unknown'))).toHaveLength(3);
  expect(lines).toContain('… 27 lines more …');
  expect(lines.some((line) => line.includes('"ok"'))).toBe(true);
});

test('there are never more than a dozen lines', () => {
  const seen = observed(right());
  const positions = seen.events.map(({ position }) => position);
  const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`);
  expect(excerpt({ positions }, seen)).toHaveLength(Math.min(12, positions.length));
  expect(excerpt({ calls: ['a', 'b', 't', 'l'], lines, positions }, seen)).toHaveLength(12);
});
