import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { sendJson } from './json-media-type.js';

/** What an error of Nest, of a body parser or of the platform says about a request. */
export interface HttpFailure {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** Whatever else the error's own answer holds. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Reads an error that carries an HTTP status; undefined for one that does not. */
export function httpFailureOf(error: unknown): HttpFailure | undefined {
  if (!(error instanceof HttpException)) return platformFailureOf(error);
  // Express's own errors arrive wrapped; the cause knows better what it was.
  const cause = error.getStatus() < 500 ? platformFailureOf(error.cause) : undefined;
  return cause ?? nestFailureOf(error);
}

/** The kebab-case name of a status: 404 is `not-found`. */
export function codeOfStatus(status: number): string {
  return (STATUS_CODES[status] ?? 'unknown').toLowerCase().replaceAll(/[^a-z]+/g, '-');
}

function nestFailureOf(error: HttpException): HttpFailure {
  const status = error.getStatus();
  const response = error.getResponse();
  if (typeof response === 'string') return { status, code: codeOfStatus(status), detail: response };
  const { message, error: phrase, statusCode: _, ...rest } = response as Record<string, unknown>;
  const detail = Array.isArray(message) ? message.join('; ') : typeof message === 'string' ? message : error.message;
  return {
    status,
    code: typeof rest['code'] === 'string' ? rest['code'] : codeOfStatus(status),
    detail,
    extensions: typeof phrase === 'string' || phrase === undefined ? rest : { ...rest, error: phrase },
  };
}

interface PlatformError {
  readonly statusCode: number;
  readonly message: string;
  readonly code?: unknown;
}

function platformFailureOf(error: unknown): HttpFailure | undefined {
  if (!isPlatformError(error)) return undefined;
  const { statusCode: status } = error;
  if (isUnreadableJson(error)) {
    return {
      status,
      code: 'malformed-json',
      detail: 'The body is not JSON. Send one JSON object in UTF-8.',
      extensions: { errors: [{ field: 'body', message: 'must be JSON in UTF-8' }] },
    };
  }
  if (status === 413) {
    return { status, code: 'payload-too-large', detail: 'The body is larger than this service accepts. Send less.' };
  }
  return { status, code: codeOfStatus(status), detail: fastifyDetails[String(error.code)] ?? error.message };
}

/** What Express says in other words, or leaves to the guard. */
const fastifyDetails: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: sendJson,
  FST_ERR_CTP_EMPTY_TYPE: sendJson,
};

// Only 4xx: what a library blames on the server stays inside.
function isPlatformError(error: unknown): error is PlatformError {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
}

// Both platforms throw a SyntaxError, Fastify's built-in parser an error with a code.
function isUnreadableJson(error: PlatformError): boolean {
  return error instanceof SyntaxError || String(error.code).startsWith('FST_ERR_CTP_INVALID_JSON');
}
