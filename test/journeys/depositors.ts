import { Agent, request } from 'node:http';

/** How one deposit ended for the client that asked for it. */
export type Ending = 'answered' | 'refused' | 'unanswered';

export interface Deposit {
  readonly reference: string;
  readonly ending: Ending;
  /** Of the answer; 0 if there was none. */
  readonly status: number;
  /** Whether it had been sent and not answered when the server was told to stop. */
  readonly wasUnderWay: boolean;
}

/** Clients who deposit one after the other, each into an account of its own, until the server is gone. */
export class Depositors {
  readonly deposits: Deposit[] = [];
  readonly #underWay = new Set<string>();
  #underWayAtStop: ReadonlySet<string> = new Set();
  readonly #agents: Agent[] = [];
  #clients: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly address: string,
    private readonly name: string,
  ) {}

  /** Half of the clients keep their connection, as a proxy does; half open one for each request. */
  async start(count: number): Promise<void> {
    const accounts = Array.from({ length: count }, (_, n) => `${this.name}-${n}`);
    for (const accountId of accounts) {
      const { status } = await post(`${this.address}/accounts`, { accountId, ownerId: 'owner', currency: 'EUR' });
      if (status !== 201) throw new Error(`${accountId} was not opened: ${status}`);
    }
    this.#clients = Promise.all(accounts.map((accountId, n) => this.#deposit(accountId, n % 2 === 0)));
  }

  /** To be called when the server is told to stop. */
  noteStop(): void {
    this.#underWayAtStop = new Set(this.#underWay);
  }

  async ended(): Promise<void> {
    await this.#clients;
    for (const agent of this.#agents) agent.destroy();
  }

  async #deposit(accountId: string, keepAlive: boolean): Promise<void> {
    const agent = new Agent({ keepAlive, maxSockets: 1 });
    this.#agents.push(agent);
    for (let n = 0; ; n++) {
      const reference = `${accountId}/${n}`;
      this.#underWay.add(reference);
      const body = { amountMinor: 1, reference };
      const { status, ending } = await post(`${this.address}/accounts/${accountId}/deposits`, body, agent);
      this.#underWay.delete(reference);
      this.deposits.push({ reference, status, ending, wasUnderWay: this.#underWayAtStop.has(reference) });
      if (ending !== 'answered') return;
    }
  }
}

interface Posted {
  readonly status: number;
  readonly ending: Ending;
}

function post(url: string, body: object, agent?: Agent): Promise<Posted> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers, agent: agent ?? false }, (response) => {
      const status = response.statusCode ?? 0;
      response.resume();
      response.on('end', () => resolve({ status, ending: 'answered' }));
      response.on('error', () => resolve({ status, ending: 'unanswered' }));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      resolve({ status: 0, ending: error.code === 'ECONNREFUSED' ? 'refused' : 'unanswered' });
    });
    sent.end(text);
  });
}
