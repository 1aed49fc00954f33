import type { HasCome } from '../../has-come.js';

/** A wrong build: one segment that has come so far is enough for it. */
export const furthestSegment: HasCome = ({ position }, { positions }) => Math.max(...positions.values()) >= position;
