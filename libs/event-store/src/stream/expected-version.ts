/**
 * What the writer believes about the stream that it appends to. The store, not an earlier read, decides
 * whether that still holds; a mismatch is a `ConcurrencyError`.
 *
 * - a number: the stream's version is exactly this (0 means the same as `noStream`)
 * - `noStream`: the stream has no event yet
 * - `streamExists`: the stream has at least one event
 * - `any`: no expectation
 */
export type ExpectedVersion = number | 'noStream' | 'streamExists' | 'any';
