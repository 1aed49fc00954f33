import { ValidateBy, type ValidationOptions } from 'class-validator';

const payment = {
  type: 'object',
  properties: {
    paymentId: { type: 'string' },
    amountMinor: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  },
  required: ['paymentId', 'amountMinor'],
  additionalProperties: false,
};

/** The field is what was taken for an order, payment by payment. */
export function AreTakenPayments(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'areTakenPayments',
      validator: {
        validate: (value: unknown) => Array.isArray(value) && value.every(isTakenPayment),
        defaultMessage: () => '$property must be a list of payments, each of a paymentId and an amountMinor from 1 on',
      },
    },
    // For the event catalog, which knows no rule by this name.
    { context: { jsonSchema: { type: 'array', items: payment } }, ...options },
  );
}

function isTakenPayment(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { paymentId, amountMinor, ...more } = value as Readonly<Record<string, unknown>>;
  const isAmount = Number.isSafeInteger(amountMinor) && Number(amountMinor) >= 1;
  return typeof paymentId === 'string' && isAmount && Object.keys(more).length === 0;
}
