/** The same, but for some of its members. */
export function otherwise<T extends object>(right: T, members: Partial<T>): T {
  return new Proxy(right, {
    get(_, name) {
      if (Object.hasOwn(members, name)) return Reflect.get(members, name) as unknown;
      const member: unknown = Reflect.get(right, name);
      return typeof member === 'function' ? (member.bind(right) as unknown) : member;
    },
  });
}
