import type { Closeable } from './closing.js';
import type { SchedulingCommand, SchedulingOptions } from './scheduling-words.js';
import { SourceProcess } from './source-process.js';

const main = new URL('./scheduling-process.ts', import.meta.url);

/** A process that makes scheduled runs, as its parent has it. */
export class Scheduling implements Closeable {
  private constructor(private readonly process: SourceProcess) {}

  /** Answers when it has looked for the first time whether something is due. */
  static async start(options: SchedulingOptions): Promise<Scheduling> {
    const process = SourceProcess.begin(`"${options.name}"`, main, JSON.stringify(options));
    await process.says();
    return new Scheduling(process);
  }

  /** Puts its clock, which stands still, to another time. */
  tell(command: SchedulingCommand): void {
    this.process.send(command);
  }

  /** Waits until it has killed itself. */
  async killed(): Promise<void> {
    await this.process.killed();
  }

  async close(): Promise<void> {
    await this.process.close();
  }
}
