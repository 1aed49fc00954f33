import { type DaybookError, isBusinessRuleViolation, isDaybookError } from '@daybook/domain';
import { STATUS_CODES } from 'node:http';
import { notReadyIn } from '../projections/read-model/version-views.js';
import { type HttpFailure, httpFailureOf } from './http-failure.js';
import type { Problem } from './problem.js';
import { problemStatuses, serverSideDetails, toldInFull } from './problem-statuses.js';

/** Options of `ProblemFilter`. */
export interface ProblemOptions {
  /** What stands before the code in a problem's `type`. Default `urn:problem-type:`. */
  readonly typePrefix?: string;
  /** Statuses for the application's own error codes; they go before Daybook's. Default: none. */
  readonly statuses?: Readonly<Record<string, number>>;
}

/** Turns any error into what the client may know about it. Without a status of its own it is a bare 500. */
export function problemOf(error: unknown, instance: string, options: ProblemOptions = {}): Problem {
  const prefix = options.typePrefix ?? 'urn:problem-type:';
  const notReady = isDaybookError(error) ? undefined : notReadyIn(error);
  if (notReady !== undefined) return problemOf(notReady, instance, options);
  if (isDaybookError(error)) {
    const status = statusOf(error, options.statuses ?? {});
    return { ...membersOf(error, status), type: `${prefix}${error.code}`, title: titleOf(error.code), instance };
  }
  const failure: HttpFailure = httpFailureOf(error) ?? unexpected;
  const { status, code, detail, extensions } = failure;
  const phrase = STATUS_CODES[status] ?? 'Unknown';
  const bare = titleOf(code).toLowerCase() === phrase.toLowerCase();
  return {
    ...extensions,
    type: bare ? 'about:blank' : `${prefix}${code}`,
    title: bare ? phrase : titleOf(code),
    status,
    code,
    ...(detail !== undefined && { detail }),
    instance,
  };
}

const unexpected = {
  status: 500,
  code: 'internal-server-error',
  detail: 'The service failed in a way that it did not foresee. The log has the details.',
} satisfies HttpFailure;

function statusOf(error: DaybookError, own: Readonly<Record<string, number>>): number {
  if (Object.hasOwn(own, error.code)) return own[error.code] as number;
  if (isBusinessRuleViolation(error)) return 422;
  return Object.hasOwn(problemStatuses, error.code) ? (problemStatuses[error.code] as number) : 500;
}

// A client's mistake is explained with its values; of the server's mistakes only the code leaves the house.
function membersOf(error: DaybookError, status: number): Pick<Problem, 'status' | 'code' | 'detail'> {
  const { code } = error;
  if (status >= 500 && !toldInFull.has(code)) {
    return { status, code, detail: serverSideDetails[code] ?? unexpected.detail };
  }
  return { ...fieldsOf(error), status, code, detail: error.message };
}

const own = new Set(['name', 'message', 'stack', 'cause', 'code']);

function fieldsOf(error: DaybookError): Record<string, unknown> {
  return Object.fromEntries(Object.entries(error).filter(([field, value]) => !own.has(field) && value !== undefined));
}

function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
