const preload = new URL('./typescript.js', import.meta.url).href;

/** With what Node runs the sources that the specs run, without a build. */
export const sourceArgv: readonly string[] = [
  '--conditions=daybook:source',
  '--import',
  preload,
  '--disable-warning=ExperimentalWarning',
];
