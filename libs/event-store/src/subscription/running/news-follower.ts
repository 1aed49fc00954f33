import type { EventStore } from '../../stream/event-store.js';
import type { News } from '../news.js';
import { Bell } from './bell.js';
import type { RunnerNotice } from './runner-notice.js';
import type { Slots } from './slots.js';
import { Trouble } from './trouble.js';

/** What is around the follower. */
export interface FollowerSurroundings {
  readonly store: EventStore;
  readonly slots: Slots;
  notice(notice: RunnerNotice): void;
  /** Told of what has come after a position. */
  tell(news: News, from: number): void;
  /** Asked after each look: true if the store is in another history than before. */
  historyChanged(): boolean;
}

/** Asks what has come into the log, once for all subscriptions of a process: when it is woken, and from time to time. */
export class NewsFollower {
  readonly #bell = new Bell();
  readonly #trouble: Trouble;
  #position: number | undefined;
  #isStopped = false;
  #following: Promise<void> | undefined;
  #deafen: (() => void) | undefined;

  constructor(private readonly around: FollowerSurroundings) {
    this.#trouble = new Trouble({ doing: 'asking for news' }, (notice) => around.notice(notice));
  }

  /** Up to here everybody was told of what came; 0 before the first look. */
  get position(): number {
    return this.#position ?? 0;
  }

  start(): void {
    this.#deafen = this.around.store.wakeUps.listen(() => this.#bell.ring());
    this.#following ??= this.#follow();
  }

  wake(): void {
    this.#bell.ring();
  }

  /** What was known was of another history. */
  forget(): void {
    this.#position = undefined;
    this.#bell.ring();
  }

  /** Answers when it asks no more. Never rejects. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#deafen?.();
    this.#bell.ring();
    await this.#following;
  }

  async #follow(): Promise<void> {
    while (!this.#isStopped) {
      try {
        const more = await this.#look();
        this.#trouble.over();
        if (!more && !this.#isStopped) await this.#bell.wait(this.around.store.wakeUps.pollMs);
      } catch (error) {
        await this.#bell.wait(this.#trouble.failed(error));
      }
    }
  }

  /** Answers whether there is more. */
  async #look(): Promise<boolean> {
    const { store, slots } = this.around;
    const from = this.#position;
    if (from === undefined) {
      // Readers that are behind this find their way by themselves.
      const head = await slots.use(() => store.head(), 'first');
      if (this.around.historyChanged()) return true;
      this.#position = head;
      this.around.tell({ to: head, more: false, kinds: [] }, head);
      return true;
    }
    const news = await slots.use(() => store.subscriptions.news(from), 'first');
    if (this.around.historyChanged() || this.#position !== from) return true;
    this.#position = news.to;
    if (news.to > from) this.around.tell(news, from);
    return news.more;
  }
}
