import { faultNames } from './faults/faults.js';
import { failed, misunderstood } from './run/exit-codes.js';
import { BadCommandLine, parseProofOptions, usageWith } from './run/proof-options.js';
import { proveAndTell } from './run/prove-and-tell.js';
import { proveWrongBuilds } from './run/prove-wrong-builds.js';
import { wrongBuilds } from './wrong-builds/wrong-builds.js';

const known = { faults: faultNames, builds: wrongBuilds.map(({ name }) => name) };
const say = (line: string): void => console.log(line);
const told = new AbortController();
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
for (const [signal, number] of Object.entries(signals)) {
  process.on(signal, () => {
    // Who says so twice does not want to wait until everything is ended.
    if (told.signal.aborted) process.exit(128 + number);
    process.exitCode = 128 + number;
    told.abort(new Error(`Ended by ${signal}.`));
  });
}

try {
  const options = parseProofOptions(process.argv.slice(2), known);
  if (options === 'help') say(usageWith(known));
  else
    process.exitCode = await (options.wrongBuilds.length > 0 ? proveWrongBuilds : proveAndTell)(
      options,
      say,
      told.signal,
    );
} catch (error) {
  if (error instanceof BadCommandLine) {
    console.error(`${error.message}\n\n${usageWith(known)}`);
    process.exitCode = misunderstood;
  } else if (told.signal.aborted) console.error((told.signal.reason as Error).message);
  else {
    // Not a violation: the proof itself has failed.
    console.error(error);
    process.exitCode = failed;
  }
}
