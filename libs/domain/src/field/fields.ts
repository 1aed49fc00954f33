/** The fields of a class of facts or values: its methods and brands left out, every modifier kept. */
export type Fields<T> = {
  [
    Field in keyof T as Field extends symbol ? never : T[Field] extends (...args: never[]) => unknown ? never : Field
  ]: T[Field];
};

type NoFields = Readonly<Record<string, never>>;

/** The parameters of `of`: nothing, if there is no field that must be given. */
export type FieldArguments<T> = keyof Fields<T> extends never
  ? [fields?: NoFields]
  : Record<string, never> extends Fields<T>
    ? [fields?: Fields<T>]
    : [fields: Fields<T>];
