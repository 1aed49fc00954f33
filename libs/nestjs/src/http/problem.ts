/**
 * What a refused or failed request is answered with: RFC 9457 problem details, sent as `application/problem+json`.
 *
 * A client decides by `code` (it is stable), shows `detail` to a person, and finds the error's data in the other members.
 */
export interface Problem {
  /** A URI that identifies the kind of problem; `about:blank` if the status alone says it. */
  readonly type: string;
  /** The kind of problem in words, the same for each occurrence. */
  readonly title: string;
  readonly status: number;
  /** This occurrence in words: what, with which values, what to do. */
  readonly detail?: string;
  /** The stable kebab-case code, for example `aggregate-not-found`. */
  readonly code: string;
  /** The path of the request. */
  readonly instance?: string;
  readonly [extension: string]: unknown;
}
