/**
 * What the compiler says about the libs' declarations or about the project itself. What it says about the declarations of
 * other packages is theirs.
 */
export function compilerFindings(said: string): readonly string[] {
  return said.split('\n').filter((line) => /^(node_modules\/@daybook\/|src\/|error )/.test(line));
}
