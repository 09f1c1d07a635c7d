/** For specs: what an image, a registry, a build or a commit may be named or say. */
export const hostileText = [
  'a\u001b]0;t\u0007\u001b[2J\u009b31m\b\u007f',
  'b\rforged \u202egnp\u2069 \u200b\u2028\u2029\ufeff\u{e0041}\ud800',
  'c ##vso[task.complete]x ##[error]y ##[add-path]/x',
  '::error::one',
  '  ::add-mask::two',
  '\u00ad::stop-commands::three',
  'd ::set-output name=x::y',
  '```',
  '~~~~~~',
  'e ` `` ``` | \\| \\\\| </td></summary></details> <!-- --> <img src="x">',
  'f ![i](http://e.example/i) [l](https://e.example) <https://e.example>',
  'g @everyone #12 !7 GH-9 www.e.example ann@e.example *b* _i_ ~~s~~',
  '# heading',
  '- item',
  '| row | of | a | table | x |',
  ']]> &lt; &#60; "quoted" %0A%3A%2C;]',
].join('\n');

/** Words that mean something to a renderer, in place of being shown. */
const known =
  /^(?:done|failed|skipped|ok|error|warning|info|notice|changed|added|removed|unknown|new|unchanged|built|reused|not built|build|reuse|engine|registry|images|sources|base|maxSize|download|unpacked|major|minor|patch|up|down|moved|dropped|substituted|python|r|apt|file|generator|BrickyardError|[A-Z]+_[A-Z_]+|https?:|both|from|to)$/;

/** The same value with `text` after every text in it, but for words of ours. */
export function poison<T>(value: T, text = hostileText): T {
  return poisonAny(value, text) as T;
}

function poisonAny(value: unknown, text: string): unknown {
  if (typeof value === 'string')
    return known.test(value) ? value : `${value}${text}`;
  if (Array.isArray(value)) return value.map((each) => poisonAny(each, text));
  if (value instanceof Map)
    return new Map(
      [...value].map(([name, each]) => [
        poisonAny(name, text),
        poisonAny(each, text),
      ]),
    );
  if (value instanceof Error)
    return Object.assign(
      Object.create(Object.getPrototypeOf(value) as object),
      {
        ...value,
        name: value.name,
        message: poisonAny(value.message, text),
        hint: poisonAny('hint' in value ? value.hint : '', text),
      },
    );
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, poisonAny(each, text)]),
  );
}
