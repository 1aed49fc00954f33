import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark's own that does what it is asked for, one thing after the other. */
export interface WorkerProcess {
  ask(request: string): Promise<unknown>;
  end(): Promise<void>;
}

/** In a spec nothing has been built, here and in the libraries: the process compiles what it loads, too. */
const isSource = import.meta.url.endsWith('.ts');
const compiler = new URL('../../../faults/load/typescript.js', import.meta.url).href;
const sourceArguments = ['--conditions=daybook:source', '--import', compiler, '--disable-warning=ExperimentalWarning'];

/** Starts one; answers when it is ready. Its main file calls `answering`. */
export async function startWorker(file: URL, ...args: readonly string[]): Promise<WorkerProcess> {
  const main = fileURLToPath(file);
  const child = isSource ? fork(main.replace(/\.js$/, '.ts'), args, { execArgv: sourceArguments }) : fork(main, args);
  const died = once(child, 'exit').then(([code]): never => {
    throw new Error(`The process of ${file.pathname} has ended with code ${String(code)}.`);
  });
  died.catch(() => undefined);
  const answer = async (): Promise<unknown> => {
    const [said] = (await Promise.race([once(child, 'message'), died])) as [{ answer?: unknown; error?: string }];
    if (said.error !== undefined) throw new Error(said.error);
    return said.answer;
  };
  await answer();
  return {
    ask: async (request) => {
      const answered = answer();
      child.send(request);
      return answered;
    },
    end: async () => {
      const exited = once(child, 'exit');
      child.send('end');
      await exited;
    },
  };
}

/** The other side: says that it is ready, and answers. `end` is asked last; then the process ends. */
export function answering(answers: Readonly<Record<'end' | (string & {}), () => unknown>>): void {
  process.on('message', (request: string) => {
    void Promise.resolve()
      .then(() => answers[request]?.())
      .then((answer) => (request === 'end' ? process.exit() : process.send?.({ answer })))
      .catch((error: unknown) => process.send?.({ error: String(error) }));
  });
  // Nobody is there any more to end it.
  process.once('disconnect', () => process.exit());
  process.send?.({});
}
