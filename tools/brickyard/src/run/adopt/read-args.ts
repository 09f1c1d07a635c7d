import type { ParsedDockerfile } from '../../dockerfile/parsed-dockerfile';
import {
  declareArgs,
  evaluateGlobals,
  type Scope,
} from '../../dockerfile/scope';
import { runtimeBuildArgs } from '../../runtime/build-args';
import type { Runtime } from '../../runtime/schema';

/** An ARG to which a build of Brickyard's would give another value than the file does. */
export interface ChangedArg {
  name: string;
  /** The file's own. */
  value: string;
}

/** An ARG that has no value unless somebody gives it one. */
export interface OpenArg {
  name: string;
  line: number;
}

export interface ReadArgs {
  /** Sorted by name. */
  changed: ChangedArg[];
  open: OpenArg[];
}

/** Docker itself, or a profile, gives these. */
const GIVEN =
  /^(?:https?|ftp|no|all)_proxy$|^(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT|STAGE)$|^SOURCE_DATE_EPOCH$|^BUILDKIT_|^(?:PIP_INDEX_URL|PYTHON_INDEX_MIRRORS|(?:CRAN|BIOCONDUCTOR|GITHUB|APT)_MIRROR)$/i;

/**
 * The ARGs of a Dockerfile whose values a build for these lines decides: those
 * that Brickyard gives a value of its own, and those that nobody does.
 */
export function readArgs(
  dockerfile: ParsedDockerfile,
  runtimes: readonly Runtime[],
): ReadArgs {
  const offers = runtimes.map(runtimeBuildArgs);
  const declared = listDeclared(dockerfile);
  const changed = declared.flatMap(({ name, value }): ChangedArg[] => {
    const isChanged = offers.some(
      (args) => args[name] !== undefined && args[name] !== value,
    );
    return value !== undefined && isChanged ? [{ name, value }] : [];
  });
  const open = declared.filter(
    ({ name, value }) =>
      value === undefined &&
      !GIVEN.test(name) &&
      !offers.some((args) => args[name] !== undefined) &&
      !declared.some((each) => each.name === name && each.value !== undefined),
  );
  const byName = new Map(changed.map((each) => [each.name, each]));
  return {
    changed: [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    open: open.map(({ name, line }) => ({ name, line })),
  };
}

interface DeclaredArg extends OpenArg {
  value?: string;
}

function listDeclared({
  globals,
  stages,
  escape,
}: ParsedDockerfile): DeclaredArg[] {
  const inputs = { escape, buildArgs: {}, report: () => undefined };
  const outer = evaluateGlobals(globals, { ...inputs, targetStage: 'default' });
  const inStages = stages.flatMap(({ instructions }) => {
    const scope: Scope = { values: new Map(), declared: new Set() };
    return instructions
      .filter(({ keyword }) => keyword === 'ARG')
      .flatMap((instruction) => {
        declareArgs(scope, instruction, inputs, outer);
        return readDeclared(instruction, scope);
      });
  });
  return [
    ...globals.flatMap((instruction) => readDeclared(instruction, outer)),
    ...inStages,
  ];
}

function readDeclared(
  { words, line }: ParsedDockerfile['globals'][number],
  { values }: Scope,
): DeclaredArg[] {
  return words.map(({ text }) => {
    const name = text.replace(/=.*$/s, '');
    const value = values.get(name);
    const isKnown = value !== undefined && value.missing.length === 0;
    return { name, line, ...(isKnown && { value: value.text }) };
  });
}
