import { NOTEBOOK_ENVIRONMENT } from '../../databricks-python';
import { readVariables } from '../../known-variables';
import { listCommands, type ShellCommand } from '../../list-commands';
import { type PipInstall, readPipInstall } from '../../read-installs';
import type { Fault, FlavourFacts, RuleHalf } from '../../rule';
import { isTool } from './inventory';

/** Calls of `pip install` in a Dockerfile that are not the notebooks' pip. */
export const sources: RuleHalf = {
  needs: 'flavour',
  check: ({ flavour }) => (flavour ? checkCalls(flavour) : []),
};

function checkCalls(flavour: FlavourFacts): Fault[] {
  const path = readVariables(flavour).get('PATH') ?? '';
  const commands = listCommands(flavour);
  const isActive =
    path.startsWith(`${NOTEBOOK_ENVIRONMENT}/bin`) ||
    commands.some(({ words }) =>
      words.includes(`${NOTEBOOK_ENVIRONMENT}/bin/activate`),
    );
  return commands.flatMap((command) => {
    const install = readPipInstall(command);
    if (!install || !isSystems(install, isActive)) return [];
    return [fault(command, install.program)];
  });
}

function isSystems(install: PipInstall, isActive: boolean): boolean {
  const { program, python, packages, options } = install;
  const target = python ?? program;
  // The text does not show what a variable holds.
  if (/\$|^\/databricks\//.test(target)) return false;
  if (isActive && !target.startsWith('/')) return false;
  const isElsewhere = options.some((each) =>
    /^(?:--target|--prefix|--root|-t$)/.test(each),
  );
  const isOnlyTools =
    packages.length > 0 &&
    packages.every((each) => isTool(/^[\w.-]*/.exec(each)?.[0] ?? ''));
  return !isElsewhere && !isOnlyTools;
}

function fault({ words, place }: ShellCommand, program: string): Fault {
  return {
    message: `${program} installs for the system's Python, which notebooks do not run on`,
    expected: `${NOTEBOOK_ENVIRONMENT}/bin/pip install`,
    found: words.join(' ').slice(0, 80),
    place,
    hint: `call ${NOTEBOOK_ENVIRONMENT}/bin/pip, or add the packages to requirements.txt`,
  };
}
