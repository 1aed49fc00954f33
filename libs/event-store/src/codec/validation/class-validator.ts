import type { ValidationError } from 'class-validator';
import { pathOf } from '../field-path.js';
import type { PayloadValidator, PayloadViolation } from './payload-validator.js';
import { ValidatorMissing } from './validator-missing.error.js';

type ClassValidator = typeof import('class-validator');

const options = {
  whitelist: true,
  forbidNonWhitelisted: true,
  // A class without fields has no rules, and is valid without fields; with fields it is caught by the white list.
  forbidUnknownValues: false,
  validationError: { target: false, value: false },
};

/**
 * Validates by the decorators of class-validator on the event's class. A field without any decorator is refused
 * (`whitelistValidation`); `@Allow()` lets it pass. Nested objects are judged where `@ValidateNested()` says so, by
 * their own class. class-validator is loaded at the first append, so that it is needed by those alone who use it.
 */
export function classValidator(): PayloadValidator {
  let loading: Promise<ClassValidator> | undefined;
  let loaded: ClassValidator | undefined;
  return {
    async validate(event) {
      loaded ??= await (loading ??= load());
      // The asynchronous form: the other one passes silently over rules that return a promise.
      return violationsOf(await loaded.validate(event, options), []);
    },
  };
}

async function load(): Promise<ClassValidator> {
  try {
    return await import('class-validator');
  } catch (cause) {
    throw new ValidatorMissing(cause);
  }
}

function violationsOf(errors: readonly ValidationError[], above: readonly (string | number)[]): PayloadViolation[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const steps = [...above, /^\d+$/.test(property) ? Number(property) : property];
    const own =
      constraints === undefined
        ? []
        : [{ path: pathOf(steps).replace(/^\./, ''), constraints: Object.keys(constraints) }];
    return [...own, ...violationsOf(children ?? [], steps)];
  });
}
