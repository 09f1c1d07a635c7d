import { finalStages, listInstructions } from './list-instructions';
import type { FlavourFacts } from './rule';

export type Variables = ReadonlyMap<string, string>;

/** Values of the Dockerfile's ARGs and ENVs, as far as its text and the runtime give them. */
export function readVariables(flavour: FlavourFacts): Variables {
  const variables = new Map<string, string>();
  const stages = finalStages(flavour);
  for (const { keyword, text, stage } of listInstructions(flavour)) {
    const isReached = stage < 0 || stages.has(stage);
    if (!isReached || (keyword !== 'ARG' && keyword !== 'ENV')) continue;
    for (const [name, written] of readAssignments(text)) {
      const given = keyword === 'ARG' ? flavour.buildArgs[name] : undefined;
      const value = given ?? written;
      if (value === undefined) continue;
      variables.set(name, replaceVariables(value, variables));
    }
  }
  return variables;
}

/** Leaves names without a value as they are written. */
export function replaceVariables(text: string, variables: Variables): string {
  return text.replace(
    /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (all, braced?: string, fallback?: string, bare?: string) =>
      variables.get(braced ?? bare ?? '') ?? fallback ?? all,
  );
}

/** `ARG a=1 b`, `ENV a="1" b=2` and the old `ENV a 1`. */
function readAssignments(text: string): [string, string | undefined][] {
  const body = text.replace(/^\S+\s+/, '');
  const old = /^(\w+)[ \t]+([^=\s].*)$/.exec(body);
  if (old && /^ENV/i.test(text)) return [[old[1] ?? '', old[2]]];
  const found = body.matchAll(
    /(\w+)(?:=("(?:\\[^]|[^"\\])*"|'[^']*'|(?:\\[^]|[^\s"'\\])*))?(?=\s|$)/g,
  );
  return [...found].map(([, name = '', value]) => [
    name,
    value?.replace(/^(["'])([^]*)\1$/, '$2'),
  ]);
}
