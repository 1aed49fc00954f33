import type { ValidationError } from '@nestjs/common';
import type { FieldError } from './field-error.js';

/** Flattens class-validator's tree of findings into one list with the path of each field. */
export function fieldErrors(findings: readonly ValidationError[], parent = ''): FieldError[] {
  return findings.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = parent ? `${parent}.${property}` : property;
    const own = Object.values(constraints).map((message) => ({ field, message }));
    return [...own, ...fieldErrors(children, field)];
  });
}
