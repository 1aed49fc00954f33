import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ExpressAdapter } from '@nestjs/platform-express';
import { SMTPServer } from 'smtp-server';
import { RunningHarbour } from '../../../test/journeys/running-harbour.js';
import { configureApp } from '../../configure-app.js';

const mails: string[] = [];
let refusals = 1;
let server: SMTPServer;
let harbour: RunningHarbour;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom(_from, _session, answer) {
      answer(refusals-- > 0 ? new Error('Not now') : undefined);
    },
    onData(stream, _session, done) {
      text(stream).then((mail) => {
        // Lines that quoted-printable has broken.
        mails.push(mail.replaceAll('=\r\n', ''));
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const mail = { smtpUrl, from: 'Harbour <bank@harbour.example>', to: 'post-room@harbour.example' };
  harbour = await RunningHarbour.start(new ExpressAdapter(), configureApp, { mail });
});
afterAll(async () => {
  await harbour.stop();
  await new Promise<void>((resolve) => server.close(resolve));
});

test('The last statement of an account goes to the post room once it is closed, also if the server refuses at first', async () => {
  await harbour.post('/accounts', { accountId: 'a', ownerId: 'o', currency: 'EUR', occurredAt: '2026-01-01' });
  await harbour.post('/accounts/a/deposits', { amountMinor: 12_500, reference: 'salary', occurredAt: '2026-02-01' });
  await harbour.post('/accounts/a/withdrawals', { amountMinor: 12_500, occurredAt: '2026-02-03' });
  await harbour.app.get(Daybook).whenIdle();
  expect(mails).toEqual([]);
  await harbour.post('/accounts/a/close', { occurredAt: '2026-02-04' });
  await harbour.app.get(Daybook).whenIdle();

  expect(mails).toHaveLength(1);
  const { body } = await harbour.get('/accounts/a/events?from=4');
  const [{ eventId }] = body['events'] as [{ eventId: string }];
  expect(mails[0]).toContain(`Message-ID: <${eventId}@harbour.example>`);
  expect(mails[0]).toContain('To: post-room@harbour.example');
  expect(mails[0]).toContain('Subject: Last statement of the account a');
  expect(mails[0]).toMatch(/2026-02-01 {2}deposit {5,}125\.00 {5,}125\.00 {2}salary\r\n/);
  expect(mails[0]).toMatch(/2026-02-03 {2}withdrawal {5,}-125\.00 {5,}0\.00\r\n/);
});
