const house = ['package.json', 'nest-cli.json', 'tsconfig.json', 'docker-compose.yml', 'src', 'libs', 'test'];
const everyRepository = ['README.md', 'CHANGELOG.md', 'LICENSE', 'package-lock.json', 'docs', '.ci', '.gitignore'];
const tools = ['eslint.config.js', '.dependency-cruiser.mjs', '.prettierrc.json', '.prettierignore', 'jest.config.js'];
const notWritten = ['.git', 'node_modules', 'dist', 'coverage', '.daybook'];

/** The top level is fixed: what else lies there belongs into one of its folders, or nowhere. */
export function topLevel(entries: readonly string[]): readonly string[] {
  const known = new Set([...house, ...everyRepository, ...tools, ...notWritten]);
  return entries.filter((entry) => !known.has(entry));
}
