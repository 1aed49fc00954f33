const known = new WeakMap<object, boolean>();

const stringsAndComments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const privateField = /(?<![.\w$]|static\s+)#[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:=(?!=)|;|\n|\})/u;

/**
 * True if the text of a class, or of one that it extends, declares a `#` field. JavaScript offers no other way to know,
 * and a state that is silently half captured is worse than a look at the text. Methods and static fields do not count;
 * what a compiler has turned into a `WeakMap` is not found.
 *
 * @param until the class, exclusive, at which the search ends
 */
export function hasPrivateFields(ofClass: object, until: (ofClass: object) => boolean = () => false): boolean {
  if (ofClass === Function.prototype || until(ofClass)) return false;
  let found = known.get(ofClass);
  if (found === undefined) {
    found = privateField.test(Function.prototype.toString.call(ofClass).replace(stringsAndComments, '""'));
    known.set(ofClass, found);
  }
  const parent = Object.getPrototypeOf(ofClass) as object | null;
  return found || (parent !== null && hasPrivateFields(parent, until));
}
