import type { UnseenAmong } from '../../held-readiness.js';

/** How it goes wrong: a process is ready as soon as any version of a projection is read, that of the release before. */
export const anyVersionRead: UnseenAmong = (definitions, records) =>
  definitions
    .filter(({ name }) => !records.some((one) => one.name === name && one.state === 'live'))
    .map(({ name, version }) => ({ projection: name, version }));
