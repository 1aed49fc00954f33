import { given } from '@daybook/testing';
import { describe, test } from '@jest/globals';
import { PaymentAuthorised } from './events/payment-authorised.js';
import { PaymentCaptured } from './events/payment-captured.js';
import { PaymentRefunded } from './events/payment-refunded.js';
import { PaymentRefused } from './events/payment-refused.js';
import { PaymentVoided } from './events/payment-voided.js';
import { Payment } from './payment.js';

const terms = { orderId: 'o-1', accountId: 'alice', amountMinor: 100, currency: 'EUR' };
const refusal = { code: 'insufficient-funds', reason: 'The funds do not suffice.' };

const authorised = PaymentAuthorised.of(terms);
const captured = PaymentCaptured.of(terms);
const voided = PaymentVoided.of(terms);
const refunded = (amountMinor: number) => PaymentRefunded.of({ ...terms, amountMinor });
const refused = (step: 'authorisation' | 'capture' | 'refund', amountMinor = 100) =>
  PaymentRefused.of({ ...terms, amountMinor, step, ...refusal });

const authorise = (payment: Payment) => payment.authorise(terms);
const capture = (payment: Payment) => payment.capture();
const giveUp = (payment: Payment) => payment.void();
const refund = (amountMinor: number) => (payment: Payment) => payment.refund(amountMinor);

describe('A payment', () => {
  test('is authorised, captured and paid back', () => {
    given(Payment).when(authorise).then(authorised);
    given(Payment, authorised).when(capture).then(captured);
    given(Payment, authorised, captured).when(refund(100)).then(refunded(100));
  });

  test('is voided in place of being captured, for a reason or without', () => {
    given(Payment, authorised).when(giveUp).then(voided);
    given(Payment, authorised)
      .when((payment) => payment.void('order cancelled'))
      .then(PaymentVoided.of({ ...terms, reason: 'order cancelled' }));
  });

  test.each([0, -1, 0.5, Number.NaN])('is never of %p', (amountMinor) => {
    given(Payment)
      .when((payment) => payment.authorise({ ...terms, amountMinor }))
      .refuses('amount-must-be-positive');
    given(Payment, authorised, captured).when(refund(amountMinor)).refuses('amount-must-be-positive');
  });
});

describe('Each step has its place', () => {
  const lives = {
    unasked: [],
    refused: [refused('authorisation')],
    authorised: [authorised],
    'authorised, and refused its capture': [authorised, refused('capture')],
    voided: [authorised, voided],
    captured: [authorised, captured],
    'captured, and paid back in part': [authorised, captured, refunded(40)],
    refunded: [authorised, captured, refunded(40), refunded(60)],
  };
  const steps = {
    authorise: {
      step: authorise,
      event: authorised,
      code: 'payment-must-be-open-to-authorise',
      from: ['unasked', 'refused'],
    },
    capture: { step: capture, event: captured, code: 'payment-must-be-authorised', from: ['authorised'] },
    void: { step: giveUp, event: voided, code: 'payment-must-be-authorised', from: ['authorised'] },
    refund: { step: refund(1), event: refunded(1), code: 'payment-must-be-captured', from: ['captured'] },
  };
  const cases = Object.entries(steps).flatMap(([name, { step, event, code, from }]) =>
    Object.entries(lives).map(([life, past]) => {
      const may = from.includes(life.split(',')[0] ?? '');
      return { name, life, past, step, event, code, may };
    }),
  );

  test.each(cases.filter(({ may }) => may))('$name: of one that is $life', ({ past, step, event }) => {
    given(Payment, ...past)
      .when(step)
      .then(event);
  });

  test.each(cases.filter(({ may }) => !may))('$name: not of one that is $life', ({ past, step, code }) => {
    given(Payment, ...past)
      .when(step)
      .refuses(code);
  });
});

describe('What the account refuses', () => {
  test('is a fact, with the code of its rule', () => {
    given(Payment)
      .when((payment) => payment.authorise(terms, refusal))
      .then(refused('authorisation'));
    given(Payment, authorised)
      .when((payment) => payment.capture(refusal))
      .then(refused('capture'));
    given(Payment, authorised, captured)
      .when((payment) => payment.refund(40, 'broken', refusal))
      .then(refused('refund', 40));
  });

  test('leaves the payment where it was: it may be tried again', () => {
    given(Payment, refused('authorisation')).when(authorise).then(authorised);
    given(Payment, authorised, refused('capture')).when(capture).then(captured);
    given(Payment, authorised, refused('capture')).when(giveUp).then(voided);
    given(Payment, authorised, captured, refused('refund')).when(refund(100)).then(refunded(100));
  });

  test('cannot be what the payment itself forbids', () => {
    given(Payment, authorised, captured)
      .when((payment) => payment.capture(refusal))
      .refuses('payment-must-be-authorised');
  });
});

describe('A payment is paid back', () => {
  test('in parts, and no more than was paid', () => {
    given(Payment, authorised, captured, refunded(40)).when(refund(60)).then(refunded(60));
    given(Payment, authorised, captured, refunded(40)).when(refund(61)).refuses('refund-must-not-exceed-payment');
  });

  test('for a reason or without', () => {
    given(Payment, authorised, captured)
      .when((payment) => payment.refund(40, 'broken'))
      .then(PaymentRefunded.of({ ...terms, amountMinor: 40, reason: 'broken' }));
  });
});
