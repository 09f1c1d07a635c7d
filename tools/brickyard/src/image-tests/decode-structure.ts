import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';

import type { Problem } from '../errors';
import { shorten } from '../shorten';
import { allowsAliases } from './alias-budget';
import type { YamlSource } from './structure-yaml';
import {
  isNull,
  type PlainScalar,
  readBoolean,
  readInteger,
  readScalarText,
} from './yaml-scalar';

export type Path = readonly (string | number)[];

/** What a schema of valibot tells of itself, as far as test files have it. */
export interface Shape {
  type: string;
  entries?: Readonly<Record<string, unknown>>;
  item?: unknown;
  wrapped?: unknown;
}

/**
 * Reads values in the types that a schema asks for, as gopkg.in/yaml.v2 decodes
 * strictly into Go's types. Values of other types, and keys that no type has,
 * become problems.
 */
export class StructureDecoder {
  readonly problems: Problem[] = [];
  readonly #source: YamlSource;
  /** By path: where a key, or the item of a list, is. */
  readonly #nodes = new Map<string, Node>();
  readonly #told = new Set<string>();
  /** Aliases that are being decoded. */
  readonly #open = new Set<Alias>();
  readonly #counts = { all: 0, ofAliases: 0 };

  constructor(source: YamlSource) {
    this.#source = source;
  }

  /** Of a key, or of the nearest value around it. */
  lineOf(path: Path): number | undefined {
    const node = listPrefixes(path)
      .reverse()
      .map((prefix) => this.#nodes.get(prefix))
      .find(Boolean);
    return this.#source.lineOf(node ?? this.#source.root);
  }

  /** Whether a problem of this value, or of one around it, is known already. */
  isTold(path: Path): boolean {
    return listPrefixes(path).some((prefix) => this.#told.has(prefix));
  }

  decode(node: Node, shape: Shape, path: Path): unknown {
    if (!this.#mayGoOn(node)) return undefined;
    if (isAlias(node))
      return this.#follow(node, (target) => this.decode(target, shape, path));
    const scalar = isScalar(node) ? toPlain(node) : undefined;
    if (scalar && isNull(scalar)) return nothingOf(shape);
    const inner = unwrap(shape);
    if (inner.type === 'unknown') return isEmpty(node) ? undefined : true;
    const value = scalar
      ? readScalar(scalar, inner)
      : this.#decodeCollection(node, inner, path);
    if (value === undefined) this.#tellType(node, inner, path);
    return value;
  }

  #decodeCollection(node: Node, shape: Shape, path: Path): unknown {
    if (isMap(node) && shape.entries) {
      const into: Record<string, unknown> = {};
      this.#decodeMap(node, shape, { path, into });
      return into;
    }
    if (!isSeq(node) || !shape.item) return undefined;
    return node.items.map((item, index) => {
      const at = [...path, index];
      this.#nodes.set(at.join('.'), item as Node);
      return this.decode(item as Node, shape.item as Shape, at);
    });
  }

  /** A merged map counts where its key is: what follows it wins. */
  #decodeMap(map: YAMLMap, shape: Shape, at: Target): void {
    const seen = new Set<string>();
    for (const pair of map.items as Pair<Node, Node>[]) {
      if (isMergeKey(pair.key)) {
        this.#merge(pair.value as Node, shape, at);
        continue;
      }
      const key = this.#readKey(pair.key);
      const path = [...at.path, key];
      this.#nodes.set(path.join('.'), pair.key);
      if (!Object.hasOwn(shape.entries ?? {}, key))
        this.#tell(pair.key, path, 'is not a known key');
      else if (seen.has(key)) this.#tell(pair.key, path, 'is there twice');
      else
        at.into[key] = this.decode(
          pair.value as Node,
          shape.entries?.[key] as Shape,
          path,
        );
      seen.add(key);
    }
  }

  #readKey(node: Node): string {
    this.#mayGoOn(node);
    if (isAlias(node))
      return this.#follow(node, (to) => this.#readKey(to)) ?? '';
    const scalar = isScalar(node) ? toPlain(node) : undefined;
    return scalar && !isNull(scalar) ? (readScalarText(scalar) ?? '') : '';
  }

  #merge(node: Node, shape: Shape, at: Target): void {
    // Of several maps the first wins, so it comes last.
    const maps = isSeq(node) ? [...node.items].reverse() : [node];
    for (const each of maps as Node[]) this.#mergeOne(each, shape, at);
  }

  #mergeOne(node: Node, shape: Shape, at: Target): void {
    if (!this.#mayGoOn(node)) return;
    if (isAlias(node))
      this.#follow(node, (to) => this.#mergeOne(to, shape, at));
    else if (isMap(node)) this.#decodeMap(node, shape, at);
    else
      this.#tell(node, [...at.path, '<<'], 'expected keys and values to merge');
  }

  #follow<T>(alias: Alias, decode: (target: Node) => T): T | undefined {
    const target = this.#source.targets.get(alias);
    if (target === undefined || this.#open.has(alias)) {
      this.#stop(
        alias,
        `*${alias.source}: stands for something that has it inside`,
      );
      return undefined;
    }
    this.#open.add(alias);
    const value = decode(target);
    this.#open.delete(alias);
    return value;
  }

  /** A few aliases can stand for more values than any machine holds. */
  #mayGoOn(node: Node): boolean {
    if (this.#told.has('')) return false;
    this.#counts.all++;
    if (this.#open.size > 0) this.#counts.ofAliases++;
    if (allowsAliases(this.#counts)) return true;
    this.#stop(node, 'aliases stand for far more than the file has');
    return false;
  }

  #tellType(node: Node, shape: Shape, path: Path): void {
    if (this.isTold(path)) return;
    const message = `expected ${typeNames[shape.type] ?? 'a text'}, got ${describe(node)}`;
    this.#tell(node, path, message);
  }

  #tell(node: Node, path: Path, message: string): void {
    const place = { file: this.#source.file, line: this.#source.lineOf(node) };
    const name = path.length > 0 ? `${path.join('.')}: ` : '';
    this.problems.push({ place, message: `${name}${message}` });
    this.#told.add(path.join('.'));
  }

  /** Nothing more is told of a file after this. */
  #stop(node: Node, message: string): void {
    if (this.#told.has('')) return;
    const place = { file: this.#source.file, line: this.#source.lineOf(node) };
    this.problems.push({ place, message });
    this.#told.add('');
  }
}

interface Target {
  path: Path;
  into: Record<string, unknown>;
}

const typeNames: Readonly<Record<string, string>> = {
  strict_object: 'keys and values',
  array: 'a list',
  number: 'a number',
  boolean: 'true or false',
};

function unwrap(shape: Shape): Shape {
  return shape.type === 'optional' ? (shape.wrapped as Shape) : shape;
}

/** Go's zero of a type. A list that is not there is as one left out. */
function nothingOf(shape: Shape): unknown {
  const inner = unwrap(shape);
  if (inner.type === 'number') return 0;
  if (inner.type === 'boolean') return false;
  if (inner.type === 'unknown') return undefined;
  if (inner.entries) return inner === shape ? {} : undefined;
  if (inner.item) return inner === shape ? [] : undefined;
  return '';
}

function readScalar(scalar: PlainScalar, shape: Shape): unknown {
  if (shape.entries || shape.item) return undefined;
  if (shape.type === 'number') return readInteger(scalar);
  if (shape.type === 'boolean') return readBoolean(scalar);
  return readScalarText(scalar);
}

/** `value` would be a date of some tags, and bytes of others. */
function toPlain({ value, source, type, tag }: Scalar): PlainScalar {
  return { text: source ?? String(value), isPlain: type === 'PLAIN', tag };
}

function isMergeKey(node: Node): boolean {
  if (!isScalar(node) || node.value !== '<<') return false;
  return node.type === 'PLAIN' || node.tag === 'tag:yaml.org,2002:merge';
}

function isEmpty(node: Node): boolean {
  return isMap(node) && node.items.length === 0;
}

function describe(node: Node): string {
  if (isMap(node)) return 'keys and values';
  if (isSeq(node)) return 'a list';
  const text = isScalar(node) ? String(node.value) : '';
  return `the text '${shorten(text, 40)}'`;
}

/** `''`, `a`, `a.0`, `a.0.b` */
function listPrefixes(path: Path): string[] {
  return [0, ...path].map((_, end) => path.slice(0, end).join('.'));
}
