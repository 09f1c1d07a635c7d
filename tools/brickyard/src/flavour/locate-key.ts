import type * as Swc from '@swc/core';
import type {
  ArrayExpression,
  Expression,
  Module,
  ObjectExpression,
  Span,
} from '@swc/core';

/** Keys of objects and indices of lists, from the outermost. */
export type KeyPath = readonly (string | number)[];

/**
 * The 1-based line of a key in the default export of a TypeScript text: of the
 * last key on the path that the text spells out. `undefined` where it has none.
 */
export function locateKey(text: string, path: KeyPath): number | undefined {
  const module = parse(text);
  const exported = module?.body.find(
    (item) => item.type === 'ExportDefaultExpression',
  );
  if (exported === undefined || module === undefined) return undefined;
  const found = findSpan(exported.expression, path);
  if (found === undefined) return undefined;
  const offset = found.start - module.span.start - PREFIX.length;
  return Buffer.from(text).subarray(0, offset).toString().split('\n').length;
}

/** A module's span begins at its first token: this one is before all comments. */
const PREFIX = ';';

function parse(text: string): Module | undefined {
  // Only a text that is wrong needs a parser, and it takes time to load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded on demand, synchronously
  const { parseSync } = require('@swc/core') as typeof Swc;
  try {
    return parseSync(PREFIX + text, { syntax: 'typescript' });
  } catch {
    return undefined;
  }
}

function findSpan(written: Expression, path: KeyPath): Span | undefined {
  const [key, ...rest] = path;
  const value = unwrap(written);
  const part =
    value.type === 'ArrayExpression'
      ? findElement(value, Number(key))
      : value.type === 'ObjectExpression'
        ? findProperty(value, String(key))
        : undefined;
  return part && ((part.value && findSpan(part.value, rest)) ?? part.span);
}

/** A part of a value: where it begins, and what it holds. */
interface Part {
  span: Span;
  value?: Expression;
}

function findElement(
  { elements }: ArrayExpression,
  index: number,
): Part | undefined {
  const value = elements[index]?.expression;
  return value && 'span' in value ? { span: value.span, value } : undefined;
}

/** Of two of one name, the last one counts. */
function findProperty(
  { properties }: ObjectExpression,
  name: string,
): Part | undefined {
  for (const property of properties.toReversed()) {
    if (property.type === 'Identifier' && property.value === name)
      return { span: property.span };
    if (!('key' in property) || !('value' in property.key)) continue;
    if (String(property.key.value) !== name || !('span' in property.key))
      continue;
    const { span } = property.key;
    return property.type === 'KeyValueProperty'
      ? { span, value: property.value }
      : { span };
  }
  return undefined;
}

/** `defineImage({ … })`, `{ … } as const`, `({ … })`: the object in it. */
function unwrap(value: Expression): Expression {
  switch (value.type) {
    case 'CallExpression': {
      const [first] = value.arguments;
      return first ? unwrap(first.expression) : value;
    }
    case 'ParenthesisExpression':
    case 'TsAsExpression':
    case 'TsConstAssertion':
    case 'TsSatisfiesExpression':
      return unwrap(value.expression);
    default:
      return value;
  }
}
