import { nameOfClass } from '../name/name-of-class.js';

/** A class as far as its text says something: with its parents', but for those of the library. */
export function codeOfClass(ofClass: object, until: (ofClass: object) => boolean): readonly string[] {
  if (ofClass === Function.prototype || until(ofClass)) return [];
  const parent = Object.getPrototypeOf(ofClass) as object;
  return [codeOf(ofClass, nameOfClass(ofClass)), ...codeOfClass(parent, until)];
}

/** The text of a function, in which a class does not go by its own name: that may change, and changes nothing. */
export function codeOf(code: object, ownName?: string): string {
  const text = Function.prototype.toString.call(code);
  if (ownName === undefined || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(ownName)) return text;
  // A compiler that lets a class name itself under decorators gives it another name for that.
  const itself = new RegExp(
    `(?<![\\p{ID_Continue}$.])${ownName.replaceAll('$', '\\$')}(_\\d+)?(?![\\p{ID_Continue}$])`,
    'gu',
  );
  return text.replace(itself, 'this class');
}
