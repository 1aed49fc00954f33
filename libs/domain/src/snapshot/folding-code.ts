import { Capture } from '../state/capture-value.js';
import { rootPath } from '../state/path.js';
import { codeOf, codeOfClass } from './class-code.js';

type Member = string | symbol;

/** A class and its parents, but for those of the library. */
function chainOf(ofClass: object, until: (ofClass: object) => boolean): readonly object[] {
  if (ofClass === Function.prototype || until(ofClass)) return [];
  return [ofClass, ...chainOf(Object.getPrototypeOf(ofClass) as object, until)];
}

/**
 * The code that runs when these methods of a class do, as far as the class itself holds it: they, whatever members of the
 * class their text names, and so on. A text that names a `#` method brings that of the whole class, because nobody outside
 * can see the method alone. A member that is named without being meant does no harm.
 *
 * @param until the class, exclusive, at which the class's parents are the library's
 */
export function foldingCode(
  ofClass: object,
  methods: Iterable<Member>,
  until: (ofClass: object) => boolean,
): readonly string[] {
  const chain = chainOf(ofClass, until);
  const waiting = new Set<Member>(methods);
  const code = new Set<string>();
  // A set goes on to those that are added while it is walked.
  for (const member of waiting) {
    for (const text of chain.flatMap((holder) => membersOf(holder, member))) {
      code.add(`${String(member)}: ${text}`);
      if (namesHidden.test(text)) for (const whole of codeOfClass(ofClass, until)) code.add(whole);
      for (const name of text.match(names) ?? []) if (isMember(chain, name)) waiting.add(name);
    }
  }
  return [...code].sort();
}

const names = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
/** A `#` name, or what a compiler has made of one. */
const namesHidden = /#[\p{ID_Start}$_]|_class_?[pP]rivate|__private[A-Z]/u;

function isMember(chain: readonly object[], name: string): boolean {
  if (name === 'constructor' || name === 'prototype' || name === 'name' || name === 'length') return false;
  return chain.some((holder) => Object.hasOwn(holder, name) || Object.hasOwn(prototypeOf(holder), name));
}

function prototypeOf(ofClass: object): object {
  return (ofClass as { readonly prototype: object }).prototype;
}

/** What a class says under a name, for its instances and for itself. */
function membersOf(ofClass: object, member: Member): readonly string[] {
  const ownName = (ofClass as { readonly name?: unknown }).name;
  return [prototypeOf(ofClass), ofClass].flatMap((holder) => {
    const held: readonly unknown[] = Object.values(Object.getOwnPropertyDescriptor(holder, member) ?? {});
    return held.map((each) => textOf(each, String(ownName)));
  });
}

/** A static field is known by its value, where that could be kept. */
function textOf(held: unknown, ownName: string): string {
  if (typeof held === 'function') return codeOf(held, ownName);
  try {
    return JSON.stringify(new Capture().value(held, rootPath(ownName)));
  } catch {
    return '';
  }
}
