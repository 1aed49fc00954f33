import { printable } from '../stream/described.js';

const plain = /^[A-Za-z_$][A-Za-z0-9_$]{0,79}$/;

/**
 * The way to a value as it would be written in code: `.lines[0]["due at"]`. Names come from outside, so that all but
 * plain ones are quoted, escaped and cut.
 */
export function pathOf(steps: readonly (string | number)[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step}]` : stepOf(step))).join('');
}

function stepOf(name: string): string {
  if (plain.test(name)) return `.${name}`;
  return `[${printable(JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name))}]`;
}
