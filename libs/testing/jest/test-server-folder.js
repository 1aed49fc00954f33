import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 10;
const stopWithinMs = 5_000;

/** Ends the server of a run, if one was started, and removes its data. Nobody will miss them, so it need not be tidy. */
export async function stopAndRemove(folder) {
  const pid = signalServer(folder);
  if (pid !== undefined) await gone(folder, pid);
  remove(folder);
}

async function gone(folder, pid) {
  const deadline = performance.now() + stopWithinMs;
  while (postmasterPid(folder) === pid && isAlive(pid) && performance.now() < deadline) await sleep(pollMs);
}

/** The same where nothing can be awaited. */
export function stopAndRemoveNow(folder) {
  signalServer(folder);
  try {
    remove(folder);
  } catch {
    // The server is still writing; the next run removes the rest.
  }
}

/** What runs left behind that were killed: their folders name them by process id. */
export async function removeAbandoned() {
  for (const entry of await readdir(tmpdir())) {
    const [, owner] = /^daybook-test-(\d+)-/.exec(entry) ?? [];
    if (owner !== undefined && !isAlive(Number(owner)))
      await stopAndRemove(join(tmpdir(), entry)).catch(() => undefined);
  }
}

function signalServer(folder) {
  const pid = postmasterPid(folder);
  if (pid === undefined) return undefined;
  try {
    process.kill(pid, 'SIGQUIT');
    return pid;
  } catch {
    return undefined;
  }
}

function postmasterPid(folder) {
  try {
    return Number.parseInt(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function remove(folder) {
  let elsewhere;
  try {
    elsewhere = dirname(readlinkSync(join(folder, 'data')));
  } catch {
    // The data are in the folder.
  }
  for (const path of [elsewhere, folder]) {
    if (path !== undefined) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
