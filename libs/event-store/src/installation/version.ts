/** The version of this copy of the library; a test compares it with the one in `package.json`. */
export const version = '0.1.0';
