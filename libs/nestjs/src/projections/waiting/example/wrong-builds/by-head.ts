import type { HasCome } from '../../has-come.js';

/** A wrong build: it compares with the end of what it has seen of the log, and not with the position. */
export const byHead: HasCome = ({ position }, { positions }, stretch) =>
  Math.min(...positions.values()) >= (stretch?.to ?? position);
