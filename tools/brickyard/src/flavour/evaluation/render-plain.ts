/** Says which part of a value is not plain data, and why. */
export class NotPlain extends Error {}

/** More than any description of an image needs. */
const mostCharacters = 1024 * 1024;

/**
 * A value as JSON. Written out here, since JSON.stringify drops functions
 * without a word and asks `toJSON` of prototypes that the code may have changed.
 * Throws NotPlain.
 */
export function renderPlain(value: unknown, most = mostCharacters): string {
  const size = { left: most };
  return render(value, { path: '', above: [], size });
}

interface Place {
  /** `args.VERSION` */
  path: string;
  /** What the value is in, from the outside. */
  above: readonly unknown[];
  size: { left: number };
}

function render(value: unknown, place: Place): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return count(JSON.stringify(value), place);
    case 'number':
      if (!Number.isFinite(value)) throw refuse(place, `is ${value}`);
      return count(String(value), place);
    case 'object':
      return value === null ? 'null' : renderObject(value, place);
    default:
      throw refuse(place, `is a ${typeof value}`);
  }
}

function renderObject(value: object, place: Place): string {
  if (place.above.includes(value)) throw refuse(place, 'contains itself');
  // A text of brackets alone must end, too.
  count('[]', place);
  const at = (key: string): Place => ({
    path: place.path === '' ? key : `${place.path}.${key}`,
    above: [...place.above, value],
    size: place.size,
  });
  if (Array.isArray(value)) return renderArray(value, at);
  const kind = kindOf(value);
  if (kind !== undefined) throw refuse(place, `is a ${kind}`);
  const pairs: string[] = [];
  for (const key of Object.keys(value)) {
    const own = read(value, key, at(key));
    // As if it were not there: a value that is left out is often written so.
    if (own === undefined) continue;
    pairs.push(`${JSON.stringify(key)}:${render(own, at(key))}`);
  }
  return `{${pairs.join(',')}}`;
}

function renderArray(
  values: readonly unknown[],
  at: (key: string) => Place,
): string {
  const texts: string[] = [];
  for (let index = 0; index < values.length; index++) {
    const place = at(String(index));
    const own = read(values, String(index), place);
    if (own === undefined) throw refuse(place, 'is undefined');
    texts.push(render(own, place));
  }
  return `[${texts.join(',')}]`;
}

/** A getter is code as well. */
function read(value: object, key: string, place: Place): unknown {
  try {
    return value[key as keyof object];
  } catch (cause) {
    throw refuse(place, `cannot be read: ${describeThrown(cause)}`);
  }
}

/** The class of an object; `undefined` for a plain one. */
function kindOf(value: object): string | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || prototype === Object.prototype) return undefined;
  const made = prototype.constructor as { name?: unknown } | undefined;
  return typeof made?.name === 'string' && made.name !== ''
    ? made.name
    : 'object of a class';
}

function count(text: string, { size }: Place): string {
  size.left -= text.length;
  if (size.left >= 0) return text;
  throw new NotPlain('the default export is larger than 1 MB');
}

function refuse({ path }: Place, what: string): NotPlain {
  const only = 'an image is described with plain values';
  return new NotPlain(
    path === ''
      ? `the default export must be defineImage({ … }); it ${what}`
      : `${path}: ${what}; ${only}`,
  );
}

/** What was thrown, which need not be an Error, nor tell its message. */
export function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Object && 'message' in thrown) {
      const text = String(thrown.message);
      return text.trim() === '' ? 'an error without a message' : text;
    }
    return String(thrown);
  } catch {
    return 'something that has no text';
  }
}
