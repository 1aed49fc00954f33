/** A request of Node, or one of Fastify that has Node's inside. */
export interface Received {
  /** Names and values in turn, as they came. */
  readonly rawHeaders?: readonly string[];
  readonly raw?: { readonly rawHeaders?: readonly string[] };
}

/**
 * Each value that a header was sent with. The objects of Node and of the platforms do not tell two headers from one with
 * a comma in it.
 */
export function headerValues(request: Received, name: string): readonly string[] {
  const { rawHeaders = [] } = request.raw ?? request;
  const wanted = name.toLowerCase();
  return rawHeaders.filter((_, place) => place % 2 === 1 && rawHeaders[place - 1]?.toLowerCase() === wanted);
}
