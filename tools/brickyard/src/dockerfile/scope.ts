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
  report: (line: number, message: string) => void;
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
  inputs: ScopeInputs & { targetStage: string },
): Scope {
  const scope: Scope = { values: new Map(), declared: new Set() };
  const predefined = { ...PLATFORM, TARGETSTAGE: inputs.targetStage };
  for (const [name, value] of Object.entries(predefined)) {
    const text = inputs.buildArgs[name] ?? value;
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
  { words, line }: Instruction,
  inputs: ScopeInputs,
  globals?: Scope,
): void {
  const { buildArgs } = inputs;
  for (const word of words) {
    const { name, value } = splitPair(word);
    scope.declared.add(name);
    const given = buildArgs[name];
    if (given !== undefined) {
      scope.values.set(name, { text: given, missing: [] });
    } else if (value !== undefined) {
      const site = { part: `ARG ${name}`, line, lookup: lookupIn(scope) };
      scope.values.set(name, evaluate(value, site, inputs));
    } else {
      const inherited = globals?.values.get(name);
      if (inherited) scope.values.set(name, inherited);
    }
  }
}

/** `ENV a=1 b=$a` or `ENV a 1`: names and values see what was set before the line. */
export function applyEnv(
  scope: Scope,
  { words, line }: Instruction,
  inputs: ScopeInputs,
): void {
  const before = lookupIn({ ...scope, values: new Map(scope.values) });
  for (const { name, value } of readPairs(words)) {
    const site = { part: `ENV ${name}`, line, lookup: before };
    const { text } = evaluate(name, site, inputs);
    scope.values.set(text, evaluate(value, site, inputs));
  }
}

function evaluate(
  word: string,
  { part, line, lookup }: { part: string; line: number; lookup: Lookup },
  { escape, report }: ScopeInputs,
): Value {
  const value = expandWord(word, escape, lookup);
  const reason = value.fault ?? value.refusal;
  if (reason !== undefined) report(line, `${part}: ${reason}`);
  return value;
}

/** `a=1 b=$a` or `a 1`, as written. */
export function readPairs(
  words: readonly Word[],
): { name: string; value: string }[] {
  const [first, ...rest] = words;
  if (first && !first.text.includes('=')) {
    return [{ name: first.text, value: rest[0]?.text ?? '' }];
  }
  return words.map((word) => ({ value: '', ...splitPair(word) }));
}

function splitPair({ text }: Word): { name: string; value?: string } {
  const at = text.indexOf('=');
  if (at < 0) return { name: text };
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
