import type { MetadataStorage, ValidationError } from 'class-validator';
import type { EventClass } from '@daybook/domain';
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
    fieldsOf: ({ eventClass }) => decoratedFields(eventClass),
    async validate(event) {
      loaded ??= await (loading ??= load());
      // The asynchronous form: the other one passes silently over rules that return a promise.
      return violationsOf(await loaded.validate(event, options), []);
    },
  };
}

/**
 * The fields that bear a decorator, which are all that can be appended; undefined for a class without any. Looked up where
 * every copy of class-validator keeps what its decorators have said, so that it need not be loaded to read an event.
 */
function decoratedFields(eventClass: EventClass): ReadonlySet<string> | undefined {
  const { classValidatorMetadataStorage: storage } = globalThis as { classValidatorMetadataStorage?: MetadataStorage };
  const rules = storage?.getTargetValidationMetadatas(eventClass, '', false, false) ?? [];
  return rules.length === 0 ? undefined : new Set(rules.map(({ propertyName }) => propertyName));
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
