/** A `Content-Type` that says JSON: `application/json`, or one that is made of it, such as `application/merge-patch+json`. */
export const jsonMediaType = /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i;

/** What whoever sends something else is told, by whichever part of the way notices it. */
export const sendJson = 'Send the body as JSON, with the header "Content-Type: application/json".';
