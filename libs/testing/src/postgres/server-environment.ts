/** Nothing of the caller's environment: `PGPORT`, `PGDATA`, `LD_LIBRARY_PATH` and the locale would change the server. */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC' };
