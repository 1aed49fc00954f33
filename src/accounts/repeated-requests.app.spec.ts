import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());

async function opened(): Promise<string> {
  const path = `/accounts/a-${++count}`;
  await harbour.post('/accounts', { accountId: `a-${count}`, ownerId: 'o-1', currency: 'EUR' });
  return path;
}
const balanceOf = async (path: string) => (await harbour.get(path)).body['balanceMinor'];
const under = (key: string, actor?: string) => ({
  'Idempotency-Key': key,
  ...(actor !== undefined && { 'X-Actor': actor }),
});

/** An answer to the last byte, with what its headers say of the outcome. */
async function bytes(
  path: string,
  body: object,
  headers: Record<string, string>,
  origin = harbour.origin,
): Promise<string> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const told = ['content-type', 'etag', 'daybook-position'].map((name) => answer.headers.get(name));
  return `${answer.status} ${told.join(' ')} ${Buffer.from(await answer.arrayBuffer()).toString('hex')}`;
}

describe('Under an Idempotency-Key', () => {
  test('50 copies of a deposit at the same time are one deposit, and get the same answer to the last byte', async () => {
    const path = await opened();
    const copy = () => bytes(`${path}/deposits`, { amountMinor: 100, reference: 'salary' }, under('d-1'));
    const answers = await Promise.all(Array.from({ length: 50 }, copy));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^200 /);
    expect((await harbour.get(`${path}/events`)).body['events']).toHaveLength(2);

    await harbour.post(`${path}/withdrawals`, { amountMinor: 30 });
    expect(await copy()).toBe(answers[0]);
    expect(await balanceOf(path)).toBe(70);
  });

  test('the spelling of the body and of the key does not count', async () => {
    const path = await opened();
    const headers = under('s-1');
    const first = await harbour.send(`${path}/deposits`, '{"amountMinor":100,"reference":"a"}', undefined, headers);
    const second = await harbour.send(`${path}/deposits`, ' {"reference":"a", "amountMinor":1e2}', undefined, {
      'idempotency-key': '"s-1"',
    });
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(await balanceOf(path)).toBe(100);
  });

  test('another request is refused with 409, and so is the same one to another account', async () => {
    const path = await opened();
    const other = await opened();
    await harbour.post(`${path}/deposits`, { amountMinor: 100 }, under('o-1'));
    for (const [account, amountMinor] of [
      [path, 101],
      [other, 100],
    ]) {
      const { status, headers, body } = await harbour.post(`${account}/deposits`, { amountMinor }, under('o-1'));
      expect(status).toBe(409);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(headers.get('daybook-position')).toBeNull();
      expect(body).toMatchObject({
        code: 'idempotency-key-conflict',
        instance: `${account}/deposits`,
        idempotencyKey: 'o-1',
        detail: expect.stringContaining('"o-1"'),
      });
    }
    expect([await balanceOf(path), await balanceOf(other)]).toEqual([100, 0]);
  });

  test('the same word of another actor, or for another command, is another key', async () => {
    const path = await opened();
    const deposit = (actor?: string) => harbour.post(`${path}/deposits`, { amountMinor: 100 }, under('w-1', actor));
    for (const actor of [undefined, 'alice', 'bob', 'alice']) expect((await deposit(actor)).status).toBe(200);
    expect(await balanceOf(path)).toBe(300);
    await harbour.post(`${path}/withdrawals`, { amountMinor: 100 }, under('w-1', 'alice'));
    expect(await balanceOf(path)).toBe(200);
  });

  test('a refusal is not kept: the same request may succeed later', async () => {
    const path = await opened();
    const withdraw = () => harbour.post(`${path}/withdrawals`, { amountMinor: 100 }, under('r-1'));
    expect([(await withdraw()).status, (await withdraw()).status]).toEqual([422, 422]);
    await harbour.post(`${path}/deposits`, { amountMinor: 100 });
    const { status, body } = await withdraw();
    expect([status, body['balanceMinor']]).toEqual([200, 0]);
    expect((await withdraw()).body).toEqual(body);
    expect(await balanceOf(path)).toBe(0);
  });

  test('a malformed request is not kept either', async () => {
    const path = await opened();
    const deposit = (amountMinor: number) => harbour.post(`${path}/deposits`, { amountMinor }, under('m-1'));
    expect((await deposit(-1)).status).toBe(400);
    expect((await deposit(1)).status).toBe(200);
  });

  test('copies of an opening without an id open one account', async () => {
    const open = () => bytes('/accounts', { ownerId: 'o-2', currency: 'EUR' }, under('open-1'));
    const answers = await Promise.all(Array.from({ length: 20 }, open));
    expect(new Set(answers).size).toBe(1);
    const [status, , , , , body] = (answers[0] ?? '').split(' ');
    expect(status).toBe('201');
    const { accountId } = JSON.parse(Buffer.from(body ?? '', 'hex').toString()) as { accountId: string };
    expect((await harbour.get(`/accounts/${accountId}`)).body).toMatchObject({ version: 1, ownerId: 'o-2' });
    const other = await harbour.post('/accounts', { ownerId: 'o-2', currency: 'EUR' }, under('open-2'));
    expect(other.body['accountId']).not.toBe(accountId);
  });

  test('a copy with the If-Match of the first is answered like the first', async () => {
    const path = await opened();
    const deposit = () => harbour.post(`${path}/deposits`, { amountMinor: 5 }, { ...under('i-1'), 'If-Match': '"1"' });
    const first = await deposit();
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    expect((await deposit()).body).toEqual(first.body);
    expect(await balanceOf(path)).toBe(5);
  });
});

describe('Another process on the same database', () => {
  test('answers what was answered under a key before, at the same time and after a restart', async () => {
    const path = await opened();
    const copy = (origin: string) => bytes(`${path}/deposits`, { amountMinor: 100 }, under('p-1'), origin);
    const other = await harbour.another();
    const copies = Array.from({ length: 20 }, (_, number) => copy(number % 2 ? harbour.origin : other.origin));
    const answers = new Set(await Promise.all(copies));
    await other.app.close();

    const restarted = await harbour.another();
    answers.add(await copy(restarted.origin));
    await restarted.app.close();
    expect(answers.size).toBe(1);
    expect(await balanceOf(path)).toBe(100);
  });
});

describe('With If-Match', () => {
  test('a client goes on from the ETag of the last answer, and is refused with 412 when another was first', async () => {
    const path = await opened();
    let etag = (await harbour.get(path)).headers.get('etag') ?? '';
    for (const expected of ['"2"', '"3"']) {
      const answer = await harbour.post(`${path}/deposits`, { amountMinor: 1 }, { 'If-Match': etag });
      etag = answer.headers.get('etag') ?? '';
      expect([answer.status, etag]).toEqual([200, expected]);
    }
    await harbour.post(`${path}/freeze`, {});
    const { status, body } = await harbour.post(`${path}/deposits`, { amountMinor: 1 }, { 'If-Match': etag });
    expect(status).toBe(412);
    expect(body).toMatchObject({ code: 'aggregate-outdated', expected: [3], actual: 4 });
    expect(await balanceOf(path)).toBe(2);
  });
});

describe('Every event says', () => {
  test('who sent the request, in which conversation and trace, and from which command it follows', async () => {
    const path = await opened();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const headers = { 'X-Actor': 'alice', 'X-Correlation-Id': 'c-1', traceparent };
    const { headers: answered } = await harbour.post(`${path}/deposits`, { amountMinor: 1 }, headers);
    const { body } = await harbour.get(`${path}/events?from=2`);
    expect(body['events']).toMatchObject([
      { metadata: { actor: 'alice', correlationId: 'c-1', traceparent, command: 'DepositFunds' } },
    ]);
    expect(answered.get('x-correlation-id')).toBe('c-1');
    const [event] = body['events'] as { position: number }[];
    expect(answered.get('daybook-position')).toBe(String(event?.position));
  });

  test.each(['', ' ', 'a,b', '$all', 'a'.repeat(256)])('no actor that is no name: %j', async (actor) => {
    const path = await opened();
    const { status, body } = await harbour.post(`${path}/deposits`, { amountMinor: 1 }, { 'X-Actor': actor });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ field: 'X-Actor' }] });
  });
});
