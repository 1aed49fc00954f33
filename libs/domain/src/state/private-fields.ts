const known = new WeakMap<object, boolean>();

const stringsAndComments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
/** How the code of TypeScript, swc, Babel and esbuild reads a `#` field that they have turned into a `WeakMap`. */
const lowered =
  /__classPrivateFieldGet\([^()]*, ?["']f["']\)|_class_private_field_get\(|_classPrivateFieldGet2?\(|__privateGet\(/;
const declaration = /(?<![.\w$]|static\s+)#([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:=(?!=)|;|\n|\})/gu;

/**
 * True if the text of a class, or of one that it extends, declares a `#` field. JavaScript offers no other way to know,
 * and a state that is silently half captured is worse than a look at the text. Methods and static fields do not count.
 * What a compiler has turned into a `WeakMap` is known by the compiler's own function, unless a minifier has renamed it.
 *
 * @param until the class, exclusive, at which the search ends
 */
export function hasPrivateFields(ofClass: object, until: (ofClass: object) => boolean = () => false): boolean {
  if (ofClass === Function.prototype || until(ofClass)) return false;
  let found = known.get(ofClass);
  if (found === undefined) {
    found = declaresPrivateFields(Function.prototype.toString.call(ofClass));
    known.set(ofClass, found);
  }
  const parent = Object.getPrototypeOf(ofClass) as object | null;
  return found || (parent !== null && hasPrivateFields(parent, until));
}

/**
 * A field that is never used holds nothing; and what is only called, or never used, may be a method or a part of a
 * regular expression that looks like a field.
 */
function declaresPrivateFields(text: string): boolean {
  if (lowered.test(text)) return true;
  const code = text.replace(stringsAndComments, '""');
  return Array.from(code.matchAll(declaration)).some(([, name = '']) => {
    return new RegExp(`\\.#${name.replaceAll('$', '\\$')}(?![\\w$]|\\s*\\()`).test(code);
  });
}
