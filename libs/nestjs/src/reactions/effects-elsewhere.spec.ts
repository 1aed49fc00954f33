import 'reflect-metadata';
import { type EventMetadata, On } from '@daybook/domain';
import { TryAgainLater } from '@daybook/event-store';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { DocumentIndex } from './example/document-index.js';
import { eventually } from './example/eventually.js';
import { Mailbox } from './example/mailbox.js';
import { OrderChanged, OrderPlaced } from './example/orders.js';
import { reactingApplication, type ReactingApplication } from './example/reacting-application.js';
import { WebhookReceiver } from './example/webhook-receiver.js';
import { Reaction } from './reaction.decorator.js';

let app: ReactingApplication | undefined;
const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await app?.close();
  app = undefined;
  for (const server of servers.splice(0)) await server.close();
});

const retry = { firstMs: 5, longestMs: 40 };

async function place(id: string, changes = 0): Promise<void> {
  await app?.orders.create(id, (order) => {
    order.place('ada@example.org');
    for (let n = 0; n < changes; n++) order.change();
  });
}

/** Lets the first attempt at each event fail when its effect has happened: the event comes again. */
class AnswersLost {
  readonly #seen = new Set<string>();
  failFirst(eventId: string): void {
    if (this.#seen.has(eventId)) return;
    this.#seen.add(eventId);
    throw new Error('The answer was lost.');
  }
}

describe('An effect elsewhere', () => {
  test('is one mail, however often it is sent: copies have the same Message-ID', async () => {
    const mailbox = await Mailbox.open();
    servers.push(mailbox);
    const transport = createTransport(mailbox.url);
    const answers = new AnswersLost();
    @Reaction('mail', { retry })
    class Mail {
      @On(OrderPlaced) async placed({ email }: OrderPlaced, { eventId, aggregateId }: EventMetadata): Promise<void> {
        const messageId = `<${eventId}@example.org>`;
        await transport.sendMail({
          from: 'shop@example.org',
          to: email,
          messageId,
          text: `Thanks for ${aggregateId}.`,
        });
        answers.failFirst(eventId);
      }
    }
    app = await reactingApplication([Mail]);
    for (const id of ['o-1', 'o-2', 'o-3']) await place(id);
    await app.idle();
    expect(mailbox.received).toBe(6);
    expect(mailbox.mails.map(({ to, text }) => [to, text.split('\r\n').findLast((line) => line !== '')])).toEqual(
      ['o-1', 'o-2', 'o-3'].map((id) => ['ada@example.org', `Thanks for ${id}.`]),
    );
  });

  test('is one document of the last version, however often and late it is put', async () => {
    const index = await DocumentIndex.open();
    servers.push(index);
    const put = async (id: string, version: number): Promise<number> => {
      const body = JSON.stringify({ version });
      return (await fetch(`${index.url}/documents/${id}?version=${version}`, { method: 'PUT', body })).status;
    };
    const answers = new AnswersLost();
    @Reaction('index', { retry, concurrency: 3 })
    class Index {
      @On(OrderPlaced, OrderChanged)
      async changed(
        _event: OrderPlaced | OrderChanged,
        { aggregateId, version, eventId }: EventMetadata,
      ): Promise<void> {
        const status = await put(aggregateId, version);
        if (status !== 200 && status !== 409) throw new Error(`The index answers ${status}.`);
        answers.failFirst(eventId);
      }
    }
    app = await reactingApplication([Index]);
    for (const id of ['o-1', 'o-2', 'o-3']) await place(id, 4);
    await app.idle();
    // A copy of another process, which has slept.
    expect(await put('o-1', 2)).toBe(409);
    for (const id of ['o-1', 'o-2', 'o-3']) expect(index.documents.get(id)?.document).toEqual({ version: 5 });
    expect(index.refused).toBe(15 + 1);
  });

  test('arrives at a partner who fails, goes down and comes back: all of it, in order per key, each once', async () => {
    const partner = new WebhookReceiver('secret');
    await partner.comeUp();
    servers.push({ close: () => partner.goDown() });
    @Reaction('webhook', { concurrency: 4, retry })
    class Webhook {
      @On(OrderPlaced, OrderChanged)
      async tell(_event: OrderPlaced | OrderChanged, { eventId, aggregateId, version }: EventMetadata): Promise<void> {
        const body = JSON.stringify({ aggregateId, version });
        const signature = createHmac('sha256', 'secret').update(body).digest('hex');
        const headers = { 'Idempotency-Key': eventId, 'X-Signature': signature };
        const answer = await fetch(partner.url, { method: 'POST', headers, body }).catch((cause: unknown) => {
          throw new TryAgainLater('The partner is away.', { cause });
        });
        if (answer.status >= 500) throw new TryAgainLater(`The partner answers ${answer.status}.`);
        if (!answer.ok) throw new Error(`The partner refuses: ${answer.status}`);
      }
    }
    app = await reactingApplication([Webhook]);
    const ids = Array.from({ length: 8 }, (_, n) => `o-${n}`);
    for (const id of ids) await place(id, 4);
    await eventually(() => expect(partner.effects.length).toBeGreaterThan(5));
    partner.status = 500;
    for (const id of ids) await app.orders.update(id, (order) => order.change());
    await pause(100);
    await partner.goDown();
    for (const id of ids) await app.orders.update(id, (order) => order.change());
    await pause(100);
    await partner.comeUp();
    await pause(50);
    partner.status = 204;
    await app.idle();
    const versionsOf = (id: string): unknown[] =>
      (partner.effects as { aggregateId: string; version: number }[])
        .filter(({ aggregateId }) => aggregateId === id)
        .map(({ version }) => version);
    for (const id of ids) expect(versionsOf(id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(partner.requests).toBeGreaterThan(8 * 7);
    expect(await app.parked('webhook')).toEqual([]);
  });

  test('that a partner refuses is parked, and the others are told', async () => {
    const partner = new WebhookReceiver('another secret');
    await partner.comeUp();
    servers.push({ close: () => partner.goDown() });
    @Reaction('webhook', { retry: { ...retry, attempts: 2 } })
    class Webhook {
      @On(OrderPlaced) async tell(_event: OrderPlaced, { eventId, aggregateId }: EventMetadata): Promise<void> {
        const body = JSON.stringify({ aggregateId });
        const secret = aggregateId === 'o-wrong' ? 'a wrong secret' : 'another secret';
        const signature = createHmac('sha256', secret).update(body).digest('hex');
        const headers = { 'Idempotency-Key': eventId, 'X-Signature': signature };
        const { ok, status } = await fetch(partner.url, { method: 'POST', headers, body });
        if (!ok) throw new Error(`The partner refuses: ${status}`);
      }
    }
    app = await reactingApplication([Webhook]);
    for (const id of ['o-wrong', 'o-right']) await place(id);
    await app.idle();
    expect(partner.effects).toEqual([{ aggregateId: 'o-right' }]);
    expect(await app.parked('webhook')).toMatchObject([
      { key: 'order-o-wrong', failure: 'Error: The partner refuses: 401', attempts: 2 },
    ]);
  });
});
