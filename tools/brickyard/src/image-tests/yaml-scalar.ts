/**
 * What gopkg.in/yaml.v2 makes of a scalar, which is YAML 1.1 with exceptions:
 * no numbers of base 60. https://pkg.go.dev/gopkg.in/yaml.v2
 */
export interface PlainScalar {
  text: string;
  /** Neither quoted nor a block. Only then it may be something else than text. */
  isPlain: boolean;
  /** `tag:yaml.org,2002:int`, or one of the file's own. */
  tag?: string;
}

const CORE = 'tag:yaml.org,2002:';
const TRUE = /^(?:y|yes|true|on)$/i;
const FALSE = /^(?:n|no|false|off)$/i;
const NULL = /^(?:|~|null)$/i;
/** `Yes` and `YES`, and not `yEs`. */
const CASES = /^(?:[^A-Z]*|[A-Z][^A-Z]*|[^a-z]*)$/;
const INTEGER = /^([+-]?)(?:(0x[\da-f]+|0b[01]+)|0o?([0-7]+)|(0|[1-9]\d*))$/i;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;
/** One more than Go's largest `int`. */
const TOO_LARGE = 2n ** 63n;

export function isNull(scalar: PlainScalar): boolean {
  return isWord(scalar, NULL, 'null');
}

/** `undefined` for what is neither true nor false. */
export function readBoolean(scalar: PlainScalar): boolean | undefined {
  if (isWord(scalar, TRUE, 'bool')) return true;
  return isWord(scalar, FALSE, 'bool') ? false : undefined;
}

/** A fraction is cut off. `undefined` for what is no number that Go can hold. */
export function readInteger(scalar: PlainScalar): number | undefined {
  if (!resolves(scalar, 'int', 'float')) return undefined;
  const digits = scalar.text.replaceAll('_', '');
  const value = parseInteger(digits) ?? parseFloating(digits);
  if (value === undefined) return undefined;
  return value >= -TOO_LARGE && value < TOO_LARGE ? Number(value) : undefined;
}

/** `undefined` for what its own tag forbids: `!!int x`. */
export function readScalarText(scalar: PlainScalar): string | undefined {
  const { text, tag } = scalar;
  switch (tag) {
    case `${CORE}null`:
      return undefined;
    case `${CORE}binary`:
      return decodeBinary(text);
    case `${CORE}int`:
    case `${CORE}float`:
      return readInteger(scalar) === undefined ? undefined : text;
    case `${CORE}bool`:
      return readBoolean(scalar) === undefined ? undefined : text;
    default:
      return text;
  }
}

function isWord(
  scalar: PlainScalar,
  words: RegExp,
  ...tags: readonly string[]
): boolean {
  const { text } = scalar;
  return resolves(scalar, ...tags) && words.test(text) && CASES.test(text);
}

/** Whether it may be more than text: unquoted without a tag, or with one of these. */
function resolves(
  { isPlain, tag }: PlainScalar,
  ...tags: readonly string[]
): boolean {
  return tag === undefined ? isPlain : tags.some((each) => tag === CORE + each);
}

function parseInteger(digits: string): bigint | undefined {
  const [, sign, other, octal, decimal] = INTEGER.exec(digits) ?? [];
  const text = octal === undefined ? (other ?? decimal) : `0o${octal}`;
  if (text === undefined) return undefined;
  const value = BigInt(text);
  return sign === '-' ? -value : value;
}

function parseFloating(digits: string): number | undefined {
  // Without a zero of its own sign: -0.5 is 0.
  return FLOAT.test(digits) ? Math.trunc(Number(digits)) + 0 : undefined;
}

function decodeBinary(text: string): string | undefined {
  const digits = text.replace(/[\r\n]/g, '');
  const isBase64 = /^[a-z\d+/]*={0,2}$/i.test(digits);
  return isBase64 && digits.length % 4 === 0
    ? Buffer.from(text, 'base64').toString('utf8')
    : undefined;
}
