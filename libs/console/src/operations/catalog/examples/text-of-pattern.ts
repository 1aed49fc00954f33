/** How often something repeats where a pattern sets no limit. */
const few = 1;

/**
 * A text that a pattern matches; undefined if the pattern says more than this reads: literals, classes, groups,
 * alternatives and quantifiers. Always the same text for the same pattern.
 */
export function textOfPattern(pattern: string): string | undefined {
  try {
    const text = new PatternReading(pattern).read();
    return expressionOf(pattern).test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** In JSON Schema patterns are of Unicode; those of class-validator may be of before. */
function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

const classes: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a', t: '\t', n: '\n' };

class PatternReading {
  #at = 0;

  constructor(private readonly pattern: string) {}

  read(): string {
    let text = this.#sequence();
    // The first alternative is as good as the others.
    while (this.#next() === '|') {
      this.#at++;
      text = text === '' ? this.#sequence() : (this.#sequence(), text);
    }
    return text;
  }

  #sequence(): string {
    let text = '';
    for (let next = this.#next(); next !== undefined && next !== '|' && next !== ')'; next = this.#next()) {
      text += this.#repeated(this.#one(next));
    }
    return text;
  }

  #one(character: string): string {
    this.#at++;
    if (character === '^' || character === '$') return '';
    if (character === '.') return 'a';
    if (character === '[') return this.#class();
    if (character === '(') return this.#group();
    return character === '\\' ? this.#escaped() : character;
  }

  #escaped(): string {
    const character = this.#take();
    if (character === 'b' || character === 'B') return '';
    return classes[character] ?? character;
  }

  #group(): string {
    const look = /^\?(?::|<[A-Za-z]\w*>|[=!]|<[=!])/.exec(this.pattern.slice(this.#at))?.[0] ?? '';
    this.#at += look.length;
    const inner = this.read();
    this.#take();
    // What looks ahead or behind takes no room of its own.
    return /^\?<?[=!]$/.test(look) ? '' : inner;
  }

  #class(): string {
    const isNegated = this.#next() === '^';
    if (isNegated) this.#at++;
    const members: string[] = [];
    for (let next = this.#take(); next !== ']' || members.length === 0; next = this.#take()) {
      members.push(next === '\\' ? this.#escaped() : next);
    }
    const [first = 'a'] = members;
    return isNegated ? (['a', '1', '-', ' '].find((one) => !members.includes(one)) ?? '~') : first;
  }

  #repeated(text: string): string {
    const quantifier = /^(?:\*|\+|\?|\{(\d+)(,?)\d*\})\??/.exec(this.pattern.slice(this.#at));
    if (quantifier === null) return text;
    const [all, least] = quantifier;
    this.#at += all.length;
    if (least !== undefined) return text.repeat(Number(least));
    return text.repeat(all.startsWith('+') || all.startsWith('*') ? few : 0);
  }

  #next(): string | undefined {
    return this.pattern[this.#at];
  }

  #take(): string {
    const character = this.pattern[this.#at++];
    if (character === undefined) throw new RangeError('The pattern ends too early.');
    return character;
  }
}
