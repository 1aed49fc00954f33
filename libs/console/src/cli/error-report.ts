import { isDaybookError } from '@daybook/domain';

/** What is printed of an error: one line, and with `verbose` where it comes from, line by line. */
export function errorReport(error: unknown, verbose: boolean): readonly string[] {
  return verbose ? [messageOf(error), ...origins(error)] : [messageOf(error)];
}

// The stacks alone: a driver's error also holds the parameters of the statement, which are somebody's data.
function origins(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  return [...(error.stack ?? '').split('\n'), ...origins(error.cause)];
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isDaybookError(error)) return error.message.replaceAll('\n', ' ');
  // A refused connection to a host with several addresses has no message of its own.
  const code = 'code' in error ? String(error.code) : '';
  const said = error.message.split('\n').find((line) => line.trim() !== '');
  return `${said ?? (code || error.name)}${said !== undefined && code !== '' ? ` (${code})` : ''}`;
}
