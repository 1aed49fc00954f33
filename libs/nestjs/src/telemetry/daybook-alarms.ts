import type { Clock } from '@daybook/domain';
import { Observable } from 'rxjs';
import type { Alarm, AlarmWord, Matter } from './alarm.js';

/** Told of an alarm when it is raised, and when it is over. */
export type AlarmListener = (alarm: Alarm) => void | Promise<void>;

/**
 * The alarms of the application: each is told once when it is raised and once when it is over, to whoever listens and in
 * the log.
 *
 * Of several processes the one that reads a subscription raises what is the matter with it. When another one takes its
 * place meanwhile, it says so anew, under the same `id`: rather twice than never.
 *
 * @example
 * constructor(alarms: DaybookAlarms, pager: Pager) {
 *   alarms.listen(({ state, id, message }) => (state === 'raised' ? pager.call(id, message) : pager.resolve(id)));
 * }
 */
export class DaybookAlarms {
  /** The same for those who like streams; it never ends. */
  readonly events = new Observable<Alarm>((subscriber) => this.listen((alarm) => subscriber.next(alarm)));
  readonly #listeners = new Set<AlarmListener>();
  readonly #standing = new Map<string, Alarm>();

  /** @param failed told what a listener has thrown */
  constructor(
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Those that are raised in this process and not over, the oldest first. */
  get standing(): readonly Alarm[] {
    return [...this.#standing.values()];
  }

  /**
   * Has alarms told from now on. What the listener throws, or rejects with, is logged and changes nothing.
   *
   * @returns ends it
   */
  listen(listener: AlarmListener): () => void {
    // Of its own, so that one that is given twice is told twice, and each ends for itself.
    const own: AlarmListener = (alarm) => listener(alarm);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Raises an alarm. False if it stands already: then nobody is told again. */
  raise(matter: Matter): boolean {
    const id = idOf(matter.word, matter.subject);
    if (this.#standing.has(id)) return false;
    const at = this.clock.now();
    const alarm: Alarm = { ...matter, id, state: 'raised', since: at, at };
    this.#standing.set(id, alarm);
    this.#tell(alarm);
    return true;
  }

  /** Says that it is over. False if it does not stand. */
  end(word: AlarmWord, subject: string): boolean {
    const alarm = this.#standing.get(idOf(word, subject));
    if (alarm === undefined) return false;
    this.#standing.delete(alarm.id);
    this.#tell({ ...alarm, state: 'over', at: this.clock.now() });
    return true;
  }

  /** Knows nothing more of it, and tells nobody: another process is to raise it and to end it. */
  leave(word: AlarmWord, subject: string): void {
    this.#standing.delete(idOf(word, subject));
  }

  #tell(alarm: Alarm): void {
    for (const listener of this.#listeners) {
      // A turn of its own: whoever raises an alarm is at work, and is not to be held up.
      void Promise.resolve(alarm).then(listener).catch(this.failed);
    }
  }
}

function idOf(word: AlarmWord, subject: string): string {
  return `${word}:${subject}`;
}
