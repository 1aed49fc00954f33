import type { PaymentSteps } from '../payment-steps.js';

/** A wrong build of what is decided again: never anything, so that a payment is judged by what its account said of another one. */
export const onWhatWas: typeof PaymentSteps.mustBeTheSame = () => undefined;
