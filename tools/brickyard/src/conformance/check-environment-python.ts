import type { Runtime } from '../runtime/schema';
import { listCommands, type ListedCommand, placeOfWord } from './list-commands';
import { printCommand } from './print-command';
import type { Fault, Subject } from './rule';
import { isSameMinor } from './version-numbers';

const PYTHON = /(?:^|\/)python(\d+\.\d+)$/;

/** Commands that make /databricks/python3 with another Python than the runtime's. */
export function checkEnvironmentPython({ flavour, runtime }: Subject): Fault[] {
  const commands = flavour ? listCommands(flavour) : [];
  return commands.flatMap((command) => {
    const found = pythonOf(command);
    const isFine = found && isSameMinor(found, runtime.python.version);
    return !found || isFine ? [] : [toFault(command, found, runtime)];
  });
}

/** Of `virtualenv -p python3.10 /databricks/python3`, 3.10. */
function pythonOf({ words }: ListedCommand): string | undefined {
  const [program = ''] = words;
  const isVirtualenv = /(?:^|\/)virtualenv$/.test(program);
  const isVenv = words.includes('venv') || words.includes('virtualenv');
  const isNotebooks = words.some((word) =>
    /^\/databricks\/python3\/?$/.test(word),
  );
  if (!isNotebooks || !(isVirtualenv || isVenv)) return undefined;
  for (const [at, word] of words.entries()) {
    const isGiven = /^(?:-p|--python)$/.test(words[at - 1] ?? '');
    const value = /^(?:--python=|-p(?=\D))(.+)$/.exec(word)?.[1];
    const python = value ?? (isGiven ? word : undefined);
    const bare = /^\d+\.\d+/.exec(python ?? '')?.[0];
    if (python !== undefined) return bare ?? PYTHON.exec(python)?.[1];
  }
  return PYTHON.exec(program)?.[1];
}

function toFault(
  command: ListedCommand,
  found: string,
  { name, python: { version } }: Runtime,
): Fault {
  const index = command.words.findIndex((word) => word.includes(found));
  return {
    message: `/databricks/python3 is made with Python ${found}, and ${name} has ${version}`,
    expected: `Python ${version}`,
    found: printCommand(command),
    place: placeOfWord(command, index),
    hint: `make it with python${version}: ARG PYTHON_VERSION gets that value from the runtime`,
  };
}
