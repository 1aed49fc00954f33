/** Lets whoever asks for what is being read already wait for that answer: it may be older than the question. */
export function sharing<R>(read: (name: string) => Promise<R>): (name: string) => Promise<R> {
  const underWay = new Map<string, Promise<R>>();
  return (name) => {
    const shared = underWay.get(name) ?? read(name).finally(() => underWay.delete(name));
    underWay.set(name, shared);
    return shared;
  };
}
