import type { BuildProgress } from '@daybook/nestjs';

/** How far a build has come, in one line. */
export function buildInWords(progress: BuildProgress): string {
  const { generation, state, reason, eventsDone, eventsTotal, parkedKeys } = progress;
  const { name, version, generation: number } = generation;
  const said = `${name}@${version}.${number} ${state}${reason === undefined ? '' : `: ${reason}`}`;
  // Until somebody has begun, it is not known how many there are.
  if (isNobodyAtIt(progress) && eventsTotal === 0) return `${said}; nobody has begun yet`;
  const share = eventsTotal === 0 ? 100 : Math.floor((eventsDone / eventsTotal) * 100);
  const parked = parkedKeys === 0 ? '' : `, ${parkedKeys} keys parked`;
  return `${said}; ${eventsDone} of ${eventsTotal} events (${share} %)${pace(progress)}${parked}${compared(progress)}`;
}

function isNobodyAtIt({ state, owners }: BuildProgress): boolean {
  return state === 'building' && owners.every((owner) => owner === undefined);
}

function pace(progress: BuildProgress): string {
  const { state, eventsDone, eventsTotal, eventsPerSecond, msLeft } = progress;
  if (state !== 'building') return '';
  if (isNobodyAtIt(progress)) return ', nobody is at it';
  if (eventsDone === eventsTotal) return progress.comparison === undefined ? ', to be compared' : '';
  const left = msLeft === undefined ? '' : `, ${Math.ceil(msLeft / 1_000)} s left`;
  return `, ${Math.round(eventsPerSecond)} a second${left}`;
}

function compared({ comparison }: BuildProgress): string {
  return comparison === undefined ? '' : `; ${comparison.differing} of ${comparison.keys} compared keys differ`;
}
