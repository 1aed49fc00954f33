import type { Socket } from 'node:net';
import { BackendMessages, type BackendMessage } from '../../faults/injection/backend-messages.js';
import { FrontendRequests, type FrontendRequest } from '../../faults/injection/frontend-requests.js';
import type { CommitCuts } from './commit-cuts.js';
import { SlowPipe } from './slow-pipe.js';

/** The side of a connection that is lost to the other one. */
export type Side = 'client' | 'server';

/** What is wrong with a line at the moment. */
export interface LineFaults {
  /** How late things arrive, in milliseconds. */
  delayMs: { readonly toServer: number; readonly toClient: number };
  /** Whether notifications get lost. */
  isDeaf: boolean;
  /** The cuts that this commit may be for, if any are planned. */
  cutsToMake(): CommitCuts | undefined;
  /** A notification has got lost. */
  lostNotification(): void;
  /** Something arrives late. */
  latePiece(): void;
}

/** One connection between a client and the server, with all that is wrong with it. */
export class FaultyLink {
  readonly #requests = new FrontendRequests();
  readonly #messages = new BackendMessages();
  readonly #toServer = new SlowPipe();
  readonly #toClient = new SlowPipe();
  // The greeting is answered with a ReadyForQuery, too.
  #unanswered = 1;
  #status = 'I';
  #cut: { readonly cuts: CommitCuts; answersBefore: number } | undefined;
  #gone: Side | undefined;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly line: LineFaults,
  ) {
    client.on('data', (chunk) => this.#asked(chunk));
    server.on('data', (chunk) => this.#answered(chunk));
  }

  /** Whether one side is gone and the other does not know of it. */
  get isHalfOpen(): boolean {
    return this.#gone !== undefined;
  }

  /** Takes one side away without a word to the other, which sees a connection on which nothing comes any more. */
  lose(side: Side): boolean {
    if (this.isHalfOpen || this.client.destroyed || this.server.destroyed) return false;
    this.#gone = side;
    this[side].destroy();
    return true;
  }

  /** Both sides hear of the end. */
  cut(): void {
    this.client.destroy();
    this.server.destroy();
  }

  /** A side has ended; where it was taken away, the other one stays. */
  ended(): void {
    this.#cut?.cuts.giveBack();
    this.#cut = undefined;
    if (this.#gone !== undefined && !(this.client.destroyed && this.server.destroyed)) return;
    // What was said before the end arrives before it.
    this.#toServer.put(this.line.delayMs.toServer, () => this.server.destroy());
    this.#toClient.put(this.line.delayMs.toClient, () => this.client.destroy());
  }

  /** Nothing is to come any more. */
  close(): void {
    this.#toServer.close();
    this.#toClient.close();
    this.cut();
  }

  #asked(chunk: Buffer): void {
    if (this.#gone !== undefined) return;
    const passing: Buffer[] = [];
    for (const request of this.#requests.take(chunk)) {
      if (this.#cut === undefined && this.#commits(request)) {
        const cuts = this.line.cutsToMake();
        if (cuts?.moment === 'before') {
          this.cut();
          return cuts.made();
        }
        if (cuts !== undefined) this.#cut = { cuts, answersBefore: this.#unanswered };
      }
      if (request.executes) this.#unanswered++;
      passing.push(request.bytes);
    }
    const bytes = Buffer.concat(passing);
    if (bytes.length > 0) this.#pass(this.#toServer, this.line.delayMs.toServer, () => this.server.write(bytes));
  }

  #answered(chunk: Buffer): void {
    if (this.#gone !== undefined) return;
    const passing: Buffer[] = [];
    for (const message of this.#messages.take(chunk)) {
      const withheld = this.#cut?.answersBefore === 0;
      if (message.type === 'Z') this.#ready(message);
      if (withheld && message.type === 'Z') {
        this.#cut?.cuts.made();
        this.#cut = undefined;
        return this.cut();
      }
      if (message.type === 'A' && this.line.isDeaf) this.line.lostNotification();
      else if (!withheld) passing.push(message.bytes);
    }
    const bytes = Buffer.concat(passing);
    if (bytes.length > 0) this.#pass(this.#toClient, this.line.delayMs.toClient, () => this.client.write(bytes));
  }

  #pass(pipe: SlowPipe, delayMs: number, write: () => void): void {
    if (delayMs > 0) this.line.latePiece();
    pipe.put(delayMs, write);
  }

  /** The server has answered a request, and says whether it is in a transaction. */
  #ready({ bytes }: BackendMessage): void {
    this.#unanswered--;
    this.#status = String.fromCharCode(bytes[5]!);
    if (this.#cut !== undefined) this.#cut.answersBefore--;
  }

  /** An append outside of a transaction commits by itself. */
  #commits({ executes, text }: FrontendRequest): boolean {
    if (!executes) return false;
    if (/(^|;)\s*COMMIT\b/i.test(text)) return true;
    return this.#unanswered === 0 && this.#status === 'I' && /\bappend(_group)?\(/.test(text);
  }
}
