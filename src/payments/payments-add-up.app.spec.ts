import { EventStore } from '@daybook/event-store';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';
import { CancelPayment } from './contract/payment-commands.js';
import { PaymentAuthorised, PaymentCaptured, PaymentRefunded, PaymentVoided } from './contract/payment-events.js';
import { onWhatWas } from './example/on-what-was.js';
import { PayingAccounts, type Payer } from './paying-accounts.js';
import { PaymentSteps } from './payment-steps.js';

const owners = ['alice', 'bob', 'carol'];
const fundedMinor = 500;

let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
  comeBetween();
});
afterAll(() => harbour.stop());

interface Step {
  readonly payment: number;
  readonly what: string;
  readonly amountMinor: number;
}

/** What somebody does with a payment, or with the account that pays. Most of it is refused at times. */
const steps: fc.Arbitrary<Step> = fc.record({
  payment: fc.nat(11),
  what: fc.constantFrom(
    'authorise',
    'authorise',
    'capture',
    'capture',
    'void',
    'refunds',
    'cancel',
    'cancel',
    'freeze',
    'unfreeze',
  ),
  amountMinor: fc.integer({ min: 1, max: 200 }),
});

/** The answer's status, or the rule by which a cancellation was refused. No account here is closed: each of them is possible. */
async function take({ payment, what, amountMinor }: Step, round: number): Promise<number | string> {
  const [paymentId, accountId] = [`p-${round}-${payment}`, accountsOf(round)[payment % owners.length] ?? ''];
  if (what === 'authorise') {
    const terms = { orderId: `o-${payment}`, accountId, amountMinor, currency: 'EUR' };
    return (await harbour.post('/payments', { paymentId, ...terms })).status;
  }
  if (what === 'cancel') {
    const done = harbour.app.get(CommandBus).execute(new CancelPayment(paymentId));
    return done.then(
      () => 200,
      (error: unknown) => {
        const { code } = error as { readonly code: string };
        return code === 'aggregate-not-found' ? 404 : code;
      },
    );
  }
  const path = what.endsWith('freeze') ? `/accounts/${accountId}/${what}` : `/payments/${paymentId}/${what}`;
  return (await harbour.post(path, what === 'refunds' ? { amountMinor } : {})).status;
}

/** While an account is asked about a payment, somebody else takes a step with the same one: one at a time, or nothing would end. */
function comeBetween(): void {
  const others = fc
    .sample(steps, 1000)
    .filter(({ what }) => ['capture', 'void', 'refunds'].includes(what))
    .values();
  let isBetween = false;
  const first = async (paymentId: string): Promise<void> => {
    if (isBetween) return;
    isBetween = true;
    const { what = '', amountMinor = 1 } = others.next().value ?? {};
    await harbour.post(`/payments/${paymentId}/${what}`, what === 'refunds' ? { amountMinor } : {});
    isBetween = false;
  };
  const { take, release, giveBack } = PayingAccounts.prototype;
  const asked = (method: typeof giveBack) =>
    async function (this: PayingAccounts, payer: Payer, amountMinor: number) {
      await first(payer.paymentId);
      return method.call(this, payer, amountMinor);
    };
  jest.spyOn(PayingAccounts.prototype, 'take').mockImplementation(asked(take) as typeof take);
  jest.spyOn(PayingAccounts.prototype, 'release').mockImplementation(asked(release) as typeof release);
  jest.spyOn(PayingAccounts.prototype, 'giveBack').mockImplementation(asked(giveBack));
}

const accountsOf = (round: number): readonly string[] => owners.map((owner) => `${owner}-${round}`);

/** So many steps, eight at a time, with accounts and payments of their own; says what was answered. */
async function takeSome(round: number, count: number): Promise<readonly (number | string)[]> {
  for (const accountId of accountsOf(round)) {
    await harbour.post('/accounts', { accountId, ownerId: 'o-1', currency: 'EUR' });
    await harbour.post(`/accounts/${accountId}/deposits`, { amountMinor: fundedMinor });
  }
  const answers = new Set<number | string>();
  const next = fc
    .sample(steps, (round + 1) * count)
    .slice(round * count)
    .values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const step of next) answers.add(await take(step, round));
    }),
  );
  return [...answers];
}

/** What the payments of each account say of its money. */
async function owed(): Promise<Map<string, { paid: number; held: number }>> {
  const sums = new Map(accountsOf(0).map((accountId) => [accountId, { paid: 0, held: 0 }]));
  for await (const { event } of harbour.app.get<EventStore>(EventStore).readAll({ categories: ['payment'] })) {
    const sum = sums.get((event as PaymentAuthorised).accountId);
    if (sum === undefined) continue;
    if (event instanceof PaymentAuthorised) sum.held += event.amountMinor;
    if (event instanceof PaymentVoided) sum.held -= event.amountMinor;
    if (event instanceof PaymentCaptured) sum.held -= event.amountMinor;
    if (event instanceof PaymentCaptured) sum.paid += event.amountMinor;
    if (event instanceof PaymentRefunded) sum.paid -= event.amountMinor;
  }
  return sums;
}

test('whatever is done with payments side by side, each account has what was not paid, and holds what is promised', async () => {
  const answers = await takeSome(0, 120);
  expect(answers.filter((answer) => ![200, 201, 404, 422].includes(Number(answer)))).toEqual([]);
  let moved = 0;
  for (const [accountId, { paid, held }] of await owed()) {
    const { body } = await harbour.get(`/accounts/${accountId}`);
    expect({ accountId, balanceMinor: body['balanceMinor'], heldMinor: body['heldMinor'] ?? 0 }).toEqual({
      accountId,
      balanceMinor: fundedMinor - paid,
      heldMinor: held,
    });
    moved += paid + held;
  }
  expect(moved).toBeGreaterThan(0); // or nothing of interest was done
});

test('which finds out a build that decides on what a payment was', async () => {
  jest.spyOn(PaymentSteps, 'mustBeTheSame').mockImplementation(onWhatWas);
  const found = new Set<number | string>();
  for (let round = 1; [...found].every((answer) => typeof answer === 'number'); round++) {
    expect(round).toBeLessThan(30);
    for (const answer of await takeSome(round, 60)) found.add(answer);
  }
  const refusals = ['hold-must-exist', 'payment-must-be-captured', 'refund-must-not-exceed-payment'];
  expect(refusals).toEqual(expect.arrayContaining([...found].filter((answer) => typeof answer === 'string')));
});
