import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { bookingAsText, bookingOf } from './booking.js';
import { StatementFolder } from '../../../test/journeys/statement-folder.js';

let folder: StatementFolder;
beforeAll(async () => {
  folder = await StatementFolder.make();
});
afterAll(() => folder.remove());

test.each([
  ['cash-deposit,,500,0,,', 'deposit of 500 on 1994-03-31 (cash-deposit)'],
  ['transfer-in,pension,500,0,EF,123', 'deposit of 500 on 1994-03-31 (transfer-in, pension, EF/123)'],
  ['cash-withdrawal,,-500,0,,', 'withdrawal of 500 on 1994-03-31 (cash-withdrawal)'],
  ['card-withdrawal,,-500,0,,', 'withdrawal of 500 on 1994-03-31 (card-withdrawal)'],
  ['transfer-out,insurance,-500,0,,77', 'withdrawal of 500 on 1994-03-31 (transfer-out, insurance, /77)'],
  ['cash-withdrawal,statement-fee,-500,0,,', 'fee of 500 on 1994-03-31 (statement-fee)'],
  ['cash-withdrawal,sanction-interest,-500,0,,', 'fee of 500 on 1994-03-31 (sanction-interest)'],
  ['internal,interest,500,0,,', 'interest of 500 on 1994-03-31'],
])('%s is a %s', async (line, expected) => {
  for await (const row of (await folder.lines(`1,10,1994-03-31,${line}`)).rows()) {
    expect(bookingAsText(bookingOf(row))).toBe(expected);
    expect(bookingOf(row).occurredAt).toEqual(new Date('1994-03-31T00:00:00.000Z'));
  }
  expect.assertions(2);
});
