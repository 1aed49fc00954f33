import type { JsonValue } from '../json/json-value.js';
import { tagged } from './state-tag.js';

/** A number; JSON itself would make null of some, and 0 of -0. */
export function captureNumber(value: number): JsonValue {
  if (Object.is(value, -0)) return tagged('$number', '-0');
  return Number.isFinite(value) ? value : tagged('$number', String(value));
}
