import { SingleBar } from 'cli-progress';

const barEveryMs = 100;
const lineEveryMs = 2_000;

/** How far a tool has come. */
export interface ProgressState {
  /** From 0 to 1. */
  readonly share: number;
  readonly rows: number;
  /** Rows in a second. */
  readonly rate: number;
}

/** Shows how far a tool has come, until it is stopped. */
export interface Progress {
  stop(): void;
}

/** A bar on a terminal, elsewhere a line now and then. */
export function showProgress(what: string, output: NodeJS.WriteStream, state: () => ProgressState): Progress {
  return output.isTTY ? showBar(what, output, state) : showLines(what, output, state);
}

function showBar(what: string, stream: NodeJS.WriteStream, state: () => ProgressState): Progress {
  const format = `${what} {bar} {percentage} %  {rows} rows, {rate}/s  {eta_formatted} left`;
  const bar = new SingleBar({ format, stream, barCompleteChar: '█', barIncompleteChar: '░', hideCursor: true });
  const update = (): void => {
    const { share, rows, rate } = state();
    bar.update(Math.floor(share * 100), { rows, rate });
  };
  bar.start(100, 0, { rows: 0, rate: 0 });
  const timer = setInterval(update, barEveryMs);
  return {
    stop() {
      clearInterval(timer);
      update();
      bar.stop();
    },
  };
}

function showLines(what: string, output: NodeJS.WriteStream, state: () => ProgressState): Progress {
  const timer = setInterval(() => {
    const { share, rows, rate } = state();
    output.write(`${what}: ${rows} rows (${Math.floor(share * 100)} %), ${rate}/s\n`);
  }, lineEveryMs);
  return { stop: () => clearInterval(timer) };
}
