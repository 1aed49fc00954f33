import { ValidateBy, type ValidationOptions } from 'class-validator';

/** The field is a day of the calendar, as `2026-02-20`. */
export function IsCalendarDay(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCalendarDay',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isDay(value),
        defaultMessage: () => '$property must be a day of the calendar, as 2026-02-20',
      },
    },
    // For the event catalog, which knows no rule by this name.
    { context: { jsonSchema: { type: 'string', format: 'date' } }, ...options },
  );
}

function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00.000Z`);
  // The date itself takes the 30th of February for the 2nd of March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
