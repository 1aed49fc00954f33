/** An option of a command, as it is read and explained. */
export interface CommandOption {
  /** What stands for its value in the help: `<role>`. An option without one is a flag. */
  readonly value?: string;
  /** Whether it may be given several times. Default false. */
  readonly repeated?: boolean;
  readonly text: string;
}

/** The options of a command, by their names without the hyphens. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

/** Options that every command has. */
export const sharedOptions: CommandOptions = {
  schema: { value: '<schema>', text: "the schema of the store's tables. Default: the application's" },
  verbose: { text: 'say more while it runs, and show where an error comes from' },
  help: { text: 'show this, and do nothing' },
};

/** The option of every command whose result a program may want to read. */
export const jsonOption: Readonly<Record<'json', CommandOption>> = {
  json: { text: 'print the result as JSON, in one line' },
};
