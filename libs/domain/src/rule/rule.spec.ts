import { expect, test } from '@jest/globals';
import {
  BusinessRuleViolation,
  DaybookError,
  enforce,
  isBusinessRuleViolation,
  isDaybookError,
  type Rule,
} from '@daybook/domain';

const lawOf = (holds: boolean): Rule => ({
  code: 'account-must-be-open',
  holds,
  message: 'The account is closed. Open another one.',
});

test('a rule that holds lets pass', () => {
  expect(() => enforce(lawOf(true))).not.toThrow();
});

test('a broken rule is an error with the code of the rule, its message and its data', () => {
  expect(() => enforce(lawOf(false))).toThrow(BusinessRuleViolation);
  expect(() => enforce({ ...lawOf(false), data: { status: 'closed' } })).toThrow(
    expect.objectContaining({
      code: 'account-must-be-open',
      message: 'The account is closed. Open another one.',
      data: { status: 'closed' },
    }),
  );
});

test('a broken rule is known by its mark, also one of another installed copy, and other errors are not broken rules', () => {
  expect(isBusinessRuleViolation(new BusinessRuleViolation('a-rule', 'Broken.'))).toBe(true);
  expect(isBusinessRuleViolation(Object.create({ [Symbol.for('daybook.business-rule-violation')]: true }))).toBe(true);
  expect(isBusinessRuleViolation(Object.assign(new Error('x'), { code: 'a-rule', data: {} }))).toBe(false);
  expect(isBusinessRuleViolation(null)).toBe(false);
});

test('an error of Daybook is known by its mark, also one of another installed copy', () => {
  const error = new BusinessRuleViolation('a-rule', 'Broken.');
  expect(error).toBeInstanceOf(DaybookError);
  expect(error.name).toBe('BusinessRuleViolation');
  expect(isDaybookError(error)).toBe(true);
  expect(isDaybookError(Object.create({ [Symbol.for('daybook.error')]: true }))).toBe(true);
  expect(isDaybookError(new Error('x'))).toBe(false);
  expect(isDaybookError(undefined)).toBe(false);
});
