import { StoreUnavailable } from '@daybook/event-store';
import { type ArgumentsHost, Logger } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ProjectionBehind } from '../projections/waiting/projection-behind.error.js';
import { ProjectionRunsLater } from '../projections/waiting/projection-runs-later.error.js';
import { problemOf } from './problem-of-error.js';
import { ProblemFilter } from './problem.filter.js';
import { retryAfterOf } from './retry-after.js';

const behind = new ProjectionBehind({ projection: 'sums', position: 17, at: 3, behindEvents: 14, waitedMs: 5_000 });
const noRequest = {};
let lines: string[];
let headers: Map<string, string>;

beforeEach(() => {
  lines = [];
  headers = new Map();
  for (const level of ['warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation((...all: unknown[]) => {
      lines.push([level, ...all].map(String).join(' '));
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A filter on a platform that keeps the headers of its answers. */
function filter(): (error: unknown) => void {
  const httpAdapter = {
    ...{ getRequestUrl: () => '/sums?key=1', getRequestMethod: () => 'GET', isHeadersSent: () => false },
    ...{ status: () => undefined, reply: () => undefined },
    setHeader: (_: unknown, name: string, value: string) => void headers.set(name, value),
  };
  const one = new ProblemFilter({ httpAdapter } as unknown as HttpAdapterHost);
  const http = { getRequest: () => ({ headers: noRequest }), getResponse: () => ({ getHeader: () => 'c-1' }) };
  const host = { getType: () => 'http', switchToHttp: () => http } as unknown as ArgumentsHost;
  return (error) => one.catch(error, host);
}

describe('Of a read model that is behind the log has', () => {
  test('one warning a minute, without a stack, which says how many there were', () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const answer = filter();
    for (let n = 0; n < 100; n++) answer(behind);
    expect(lines).toEqual([
      expect.stringMatching(
        /^warn GET \/sums was answered with 503, correlation id c-1: The projection "sums" has not come/,
      ),
    ]);
    expect(lines[0]).not.toMatch(/\n| at .*:\d+/);
    clock.mockReturnValue(60_000);
    answer(behind);
    answer(behind);
    expect(lines).toEqual([lines[0], expect.stringMatching(/ 99 more since the last such line\.$/)]);
  });

  test('of what has gone wrong each is an error, with its stack', () => {
    const answer = filter();
    for (let n = 0; n < 2; n++) answer(new StoreUnavailable('reading', new Error('gone')));
    expect(lines).toEqual(Array(2).fill(expect.stringMatching(/^error GET \/sums .*503.*\n\s+at /s)));
  });
});

describe('A read model that is brought up to date at certain times', () => {
  const later = new ProjectionRunsLater('totals', 17, 3, new Date('2026-03-02T03:00:00Z'));

  test('says in the answer when its next run is due, and to come again then', () => {
    const problem = problemOf(later, '/totals');
    expect(problem).toMatchObject({ status: 503, code: 'projection-runs-later', position: 17, at: 3 });
    expect(JSON.parse(JSON.stringify(problem))).toMatchObject({ nextRunAt: '2026-03-02T03:00:00.000Z' });
    expect(retryAfterOf(problem, new Date('2026-03-02T02:58:59.5Z'))).toBe(61);
    expect(retryAfterOf(problem, new Date('2026-03-02T03:00:05Z'))).toBe(1);
    expect(retryAfterOf(problem, new Date('2026-01-01T00:00:00Z'))).toBe(86_400);
    filter()(later);
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  test('says nothing of the kind where none is due', () => {
    expect(retryAfterOf(problemOf(new ProjectionRunsLater('totals', 17, 3, undefined), '/'))).toBeUndefined();
    expect(retryAfterOf(problemOf(behind, '/'))).toBe(1);
  });
});
