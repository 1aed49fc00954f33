import type { PendingAppend } from './pending-append.js';
import type { WaitingRoom } from './waiting-room.js';

/** Appends that travel together, in the order in which they came. */
export type Group = readonly PendingAppend[];

/** Sends groups of appends, a few at a time, each as soon as those have ended that are ahead of it. */
export class AppendLane {
  #waiting: Group[] = [];
  #sending = 0;

  /**
   * @param room where those wait whose turn has not come
   * @param connections how many at a time
   * @param attempt sends a group; never rejects
   * @param ended called after each, because others may have waited for it
   */
  constructor(
    private readonly room: WaitingRoom,
    private readonly connections: number,
    private readonly attempt: (group: Group) => Promise<void>,
    private readonly ended: () => void,
  ) {}

  get isIdle(): boolean {
    return this.#sending === 0;
  }

  send(...group: Group): void {
    for (const pending of group) this.room.enter(pending);
    this.#waiting.push(group);
    this.next();
  }

  /** Forgets those that have ended before their turn. */
  forgetEnded(): void {
    const left = this.#waiting.map((group) => group.filter(({ hasEnded }) => !hasEnded));
    this.#waiting = left.filter(({ length }) => length > 0);
  }

  /** Looks whether somebody can go now. */
  next(): void {
    while (this.#sending < this.connections) {
      const ready = this.#waiting.findIndex(isReady);
      if (ready < 0) return;
      const [group] = this.#waiting.splice(ready, 1) as [Group];
      for (const pending of group) this.room.leave(pending);
      this.#sending++;
      void this.attempt(group).finally(() => {
        this.#sending--;
        this.next();
        this.ended();
      });
    }
  }
}

/** Whether nobody is ahead of the group but its own members. */
function isReady(group: Group): boolean {
  return group.every(({ ahead }) => ahead.size === 0 || [...ahead].every((earlier) => group.includes(earlier)));
}
