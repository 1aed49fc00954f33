import { runInThisContext } from 'node:vm';

/** What a text of code comes to, as another build would have it, with these things in its scope. */
export function codeOfText<T>(text: string, scope: Readonly<Record<string, unknown>> = {}): T {
  const make = runInThisContext(`(${Object.keys(scope).join(', ')}) => (${text})`) as (...held: unknown[]) => T;
  return make(...Object.values(scope));
}
