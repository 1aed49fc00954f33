import { SourceProcess } from './source-process.js';
import type { Build, VaultCall, VaultReply, VaultRequest } from './vault-requests.js';

interface Message {
  readonly call: number;
  readonly reply?: VaultReply;
  readonly error?: string;
}

interface Call {
  resolve(reply: VaultReply): void;
  reject(error: Error): void;
}

const main = new URL('./vault-process.ts', import.meta.url);

/** A process of an application that keeps vaults, seen from outside: it is asked, and answers. */
export class VaultOffice {
  readonly #calls = new Map<number, Call>();
  #last = 0;

  private constructor(private readonly process: SourceProcess) {
    process.listen(({ call, reply, error }: Message) => {
      const waiting = this.#calls.get(call);
      this.#calls.delete(call);
      if (reply === undefined && call > 0) waiting?.reject(new Error(`A process failed. ${error}`));
      else waiting?.resolve(reply ?? { answers: [], steps: [] });
    });
    void process.ended.then(() => {
      for (const { reject } of this.#calls.values()) reject(process.death());
    });
  }

  static async open(url: string): Promise<VaultOffice> {
    const office = new VaultOffice(SourceProcess.begin('A process that keeps vaults', main, url));
    await new Promise<VaultReply>((resolve, reject) => office.#calls.set(0, { resolve, reject }));
    return office;
  }

  ask(build: Build, request: VaultRequest): Promise<VaultReply> {
    const asked: VaultCall = { call: ++this.#last, build, request };
    return new Promise((resolve, reject) => {
      this.#calls.set(asked.call, { resolve, reject });
      this.process.send(asked);
    });
  }

  async close(): Promise<void> {
    this.process.disconnect();
    await this.process.ended;
  }
}
