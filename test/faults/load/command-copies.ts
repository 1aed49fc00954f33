import { setTimeout as sleep } from 'node:timers/promises';

/** What a client asks for, and how it names a copy of it. */
export interface Asked {
  readonly path: string;
  readonly body: object;
  /** Asked once for each copy. */
  keyOf(copy: number): string;
}

export interface CopyAnswer {
  readonly status: number;
  readonly text: string;
  /** How often the connection was lost before there was an answer. */
  readonly lost: number;
}

/** A client that does not know whether its request arrived, and sends it again until it is answered. */
export async function sendUntilAnswered(
  addressOf: () => string,
  { path, body, keyOf }: Asked,
  copy: number,
): Promise<CopyAnswer> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': keyOf(copy) };
  const deadline = performance.now() + 60_000;
  for (let lost = 0; ; lost++) {
    if (performance.now() > deadline) throw new Error(`Not answered within a minute: POST ${path}`);
    try {
      const response = await fetch(`${addressOf()}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      // What is unknown or not to be had at the moment is asked again, as any client would.
      if (response.status !== 503) return { status: response.status, text: await response.text(), lost };
    } catch {
      // Nobody knows whether it has arrived.
    }
    await sleep(20);
  }
}
