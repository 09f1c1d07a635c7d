import { expandWord, type Lookup, type Value } from './expand';
import type { Instruction, Word } from './parsed-dockerfile';

/** The variables that an instruction sees. */
export interface Scope {
  values: Map<string, Value>;
  /** Names that an ARG introduced, with or without a value. */
  declared: Set<string>;
}

export interface ScopeInputs {
  escape: string;
  buildArgs: Readonly<Record<string, string>>;
}

/** What BuildKit predefines; Databricks runs no other platform. */
const PLATFORM: Readonly<Record<string, string>> = {
  BUILDPLATFORM: 'linux/amd64',
  BUILDOS: 'linux',
  BUILDARCH: 'amd64',
  BUILDVARIANT: '',
  TARGETPLATFORM: 'linux/amd64',
  TARGETOS: 'linux',
  TARGETARCH: 'amd64',
  TARGETVARIANT: '',
};

export function lookupIn({ values }: Scope): Lookup {
  return (name) => values.get(name);
}

/** What FROM sees: the ARGs before it, and the platform without any ARG. */
export function evaluateGlobals(
  globals: readonly Instruction[],
  inputs: ScopeInputs,
): Scope {
  const scope: Scope = { values: new Map(), declared: new Set() };
  for (const [name, platform] of Object.entries(PLATFORM)) {
    const text = inputs.buildArgs[name] ?? platform;
    scope.values.set(name, { text, missing: [] });
  }
  for (const instruction of globals) declareArgs(scope, instruction, inputs);
  return scope;
}

/**
 * `ARG A B=c`. A build arg wins over the default, the default over what was
 * declared before FROM. A name that ends up without a value stays unset.
 */
export function declareArgs(
  scope: Scope,
  { words }: Instruction,
  { escape, buildArgs }: ScopeInputs,
  globals?: Scope,
): void {
  for (const word of words) {
    const { name, value } = splitPair(word);
    scope.declared.add(name);
    const given = buildArgs[name];
    if (given !== undefined) {
      scope.values.set(name, { text: given, missing: [] });
    } else if (value !== undefined) {
      scope.values.set(name, expandWord(value, escape, lookupIn(scope)));
    } else {
      const inherited = globals?.values.get(name);
      if (inherited) scope.values.set(name, inherited);
    }
  }
}

/** `ENV a=1 b=$a` or `ENV a 1`: all values see what was set before the line. */
export function applyEnv(
  scope: Scope,
  { words }: Instruction,
  escape: string,
): void {
  const before = lookupIn({ ...scope, values: new Map(scope.values) });
  for (const { name, value } of readPairs(words)) {
    scope.values.set(name, expandWord(value, escape, before));
  }
}

function readPairs(words: readonly Word[]) {
  const [first, ...rest] = words;
  if (first && !first.text.includes('=')) {
    const value = rest.map(({ text }) => text).join(' ');
    return [{ name: first.text, value }];
  }
  return words.map((word) => ({ value: '', ...splitPair(word) }));
}

function splitPair({ text }: Word): { name: string; value?: string } {
  const at = text.indexOf('=');
  if (at < 0) return { name: text };
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
