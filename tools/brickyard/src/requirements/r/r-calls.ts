/** A call in R code: what it is called, and what it is given. */
export interface RCall {
  /** `pak`, where it is written before the `::`. */
  package?: string;
  name: string;
  /** Quoted texts, or bare names where nothing is quoted, of each argument. */
  arguments: { name?: string; values: string[] }[];
}

const CALL = /(?:\b([A-Za-z][\w.]*):::?)?\b([A-Za-z][\w.]*)[ \t]*\(/g;

/** The wanted calls in a text; what is within one belongs to it. */
export function findRCalls(
  text: string,
  isWanted: (call: Pick<RCall, 'name' | 'package'>) => boolean,
): RCall[] {
  const calls: RCall[] = [];
  let end = 0;
  for (const found of text.matchAll(CALL)) {
    const [all, owner, name = ''] = found;
    const named = { ...(owner !== undefined && { package: owner }), name };
    if (found.index < end || !isWanted(named)) continue;
    const start = found.index + all.length;
    const inner = takeInner(text.slice(start));
    calls.push({
      ...named,
      arguments: splitArguments(inner).map(readArgument),
    });
    end = start + inner.length;
  }
  return calls;
}

/** Up to the parenthesis that closes. */
function takeInner(text: string): string {
  let depth = 1;
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0) return text.slice(0, index);
  }
  return text;
}

/** A quoted text, with or without a shell's `\` before its quotes, or one letter. */
const TOKEN =
  /\\"(?:[^"\\]|\\[^"])*\\"|\\'[^']*\\'|"[^"\\]*(?:\\.[^"\\]*)*"|'[^']*'|[^]/g;

function splitArguments(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function readArgument(text: string): RCall['arguments'][number] {
  const [, name, value = text] =
    /^([A-Za-z][\w.]*)\s*=(?!=)\s*([^]*)$/.exec(text) ?? [];
  const quoted = [...value.matchAll(/\\?(["'])([^"'\\]*)\\?\1/g)].map(
    ([, , each = '']) => each,
  );
  const bare = value.match(/^[A-Za-z][\w.]*$/)?.slice(0) ?? [];
  return {
    ...(name !== undefined && { name }),
    values: quoted.length > 0 ? quoted : [...bare],
  };
}
