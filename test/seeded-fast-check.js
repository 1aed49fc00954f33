import fc from '../node_modules/fast-check/lib/fast-check.js';

// fast-check for specs: it draws the same in each run, unless DAYBOOK_SEED says otherwise (see jest.config.js).
const seed = process.env.DAYBOOK_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

export * from '../node_modules/fast-check/lib/fast-check.js';
export default fc;
