/** What GitHub puts into `${{ … }}`; a name that is not here is an error. */
export interface ExpressionContext {
  github: Readonly<Record<string, unknown>>;
  /** An unset variable is empty. */
  secrets: Readonly<Record<string, string>>;
  isCancelled?: boolean;
}

const hole = /\$\{\{(.*?)\}\}/g;
const token =
  /\s*(?:(\|\||&&|==|!=|!|\(|\))|'((?:[^']|'')*)'|([a-z_][\w-]*(?:\.[\w-]+)*))\s*/iy;

type Token = { sign: string } | { text: string } | { path: string };

/** A text with its expressions replaced. */
export function fillExpressions(
  text: string,
  context: ExpressionContext,
): string {
  return text.replace(hole, (_, source: string) =>
    toText(evaluate(source, context)),
  );
}

/** An `if`, in `${{ }}` or without; without a status function, runs only after success. */
export function evaluateCondition(
  source: string | undefined,
  context: ExpressionContext,
  isSuccess: boolean,
): boolean {
  if (source === undefined) return isSuccess;
  const [, inner = source] = /^\$\{\{(.*)\}\}$/.exec(source.trim()) ?? [];
  const saysWhen = inner.includes('cancelled()');
  return (saysWhen || isSuccess) && isTrue(evaluate(inner, context));
}

/**
 * The part of the language that generated workflows use; anything else throws.
 * docs.github.com, "Evaluate expressions in workflows and actions".
 */
export function evaluate(source: string, context: ExpressionContext): unknown {
  const tokens = splitTokens(source);
  const isNext = (sign: string) => {
    const [next] = tokens;
    const isIt = next !== undefined && 'sign' in next && next.sign === sign;
    if (isIt) tokens.shift();
    return isIt;
  };
  const expect = (sign: string) => {
    if (!isNext(sign)) throw new Error(`expected '${sign}' in: ${source}`);
  };
  const value = (): unknown => {
    if (isNext('!')) return !isTrue(value());
    if (isNext('(')) {
      const inner = either();
      expect(')');
      return inner;
    }
    const next = tokens.shift();
    if (next === undefined || 'sign' in next)
      throw new Error(`expected a value in: ${source}`);
    if ('text' in next) return next.text;
    if (next.path !== 'cancelled') return lookUp(next.path, context);
    expect('(');
    expect(')');
    return context.isCancelled ?? false;
  };
  const equal = (): unknown => {
    const left = value();
    if (isNext('==')) return fold(left) === fold(value());
    if (isNext('!=')) return fold(left) !== fold(value());
    return left;
  };
  const both = (): unknown => {
    const left = equal();
    if (!isNext('&&')) return left;
    const right = both();
    return isTrue(left) ? right : left;
  };
  const either = (): unknown => {
    const left = both();
    if (!isNext('||')) return left;
    const right = either();
    return isTrue(left) ? left : right;
  };
  const result = either();
  if (tokens.length > 0) throw new Error(`cannot evaluate: ${source}`);
  return result;
}

function splitTokens(source: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const [whole, sign, text, path] = token.exec(source) ?? [];
    if (!whole) throw new Error(`cannot evaluate: ${source}`);
    if (sign !== undefined) tokens.push({ sign });
    else if (path !== undefined) tokens.push({ path });
    else tokens.push({ text: text?.replaceAll("''", "'") ?? '' });
  }
  return tokens;
}

function lookUp(path: string, { github, secrets }: ExpressionContext): unknown {
  const [root, ...names] = path.split('.');
  if (root === 'secrets' && names.length === 1) return secrets[names[0]!] ?? '';
  let value: unknown = root === 'github' ? github : undefined;
  for (const name of names)
    value = (value as Record<string, unknown> | undefined)?.[name];
  if (value === undefined) throw new Error(`no such context: ${path}`);
  return value;
}

function isTrue(value: unknown): boolean {
  return Boolean(value);
}

/** Texts are compared without regard to case. */
function fold(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
