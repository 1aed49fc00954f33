import { fileURLToPath } from 'node:url';

/** A line of a stack, with the name of its function or without. */
const frame = /^at (?:.* \((.*:\d+:\d+)\)|(?:async )?(.*:\d+:\d+))$/;
const framesKept = 40;
// A bundle of CommonJS has none.
const here = (import.meta as { readonly url?: string }).url;
const folderOfLibs = here === undefined ? undefined : fileURLToPath(new URL('../../../', here));

/**
 * From where in the application's code a call came, as far as the stack of this moment knows: `src/pay.ts:12:7`.
 * Undefined if nothing on it is the application's.
 */
export function callingPlace(): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = framesKept;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return placeIn(stack, folderOfLibs);
}

/** @param libs the folder in which the libraries lie beside each other, if that is known */
export function placeIn(stack: string, libs: string | undefined): string | undefined {
  const places = stack.split('\n').map((line) => {
    const [, inBrackets, alone] = frame.exec(line.trim()) ?? [];
    return inBrackets ?? alone;
  });
  const place = places.find((path) => path !== undefined && !isForeign(path, libs));
  const path = place?.replace(/^file:\/\//, '');
  const here = `${process.cwd()}/`;
  return path?.startsWith(here) === true ? path.slice(here.length) : path;
}

function isForeign(place: string, libs: string | undefined): boolean {
  const path = place.replace(/^file:\/\//, '');
  if (place.startsWith('node:') || path.includes('/node_modules/')) return true;
  return libs !== undefined && path.startsWith(libs) && /^[\w-]+\/(src|dist)\//.test(path.slice(libs.length));
}
