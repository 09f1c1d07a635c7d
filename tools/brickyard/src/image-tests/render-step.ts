import { quote } from '../rows/quote';
import type {
  Check,
  ScriptLanguage,
  StructureCheck,
  Variable,
} from './image-test';

export const pythonPath = '/databricks/python3/bin/python3';

/** A test as a shell script. Packages and the image's config are tested in other ways. */
export function renderStep({ name, check }: { name: string; check: Check }) {
  switch (check.type) {
    case 'script':
      return renderScript(name, check.language, check.text);
    case 'command':
      return renderCommand(check);
    case 'file-existence':
      return renderExistence(check.path);
    case 'file-content':
      return `[ -f ${quote(check.path)} ] || exit 90\ncat -- ${quote(check.path)}\n`;
    default:
      return undefined;
  }
}

/** Writes the file under its own name into the folder of all tests, and runs it there. */
function renderScript(
  name: string,
  language: ScriptLanguage,
  text: string,
): string {
  const file = `"$BRICKYARD_TESTS"/${quote(name)}`;
  const program = {
    py: `${pythonPath} -B`,
    R: 'Rscript --vanilla',
    // Its first line decides between sh and bash only.
    sh: /^#!.*\bbash\b/.test(text) ? 'bash' : 'sh',
  }[language];
  return `printf %s ${quote(text)} >${file} || exit 1\nexec 2>&1\nexec ${program} ${file}\n`;
}

/** If the setup fails, the exit code is 91. */
function renderCommand(
  check: Extract<StructureCheck, { type: 'command' }>,
): string {
  const { setup, teardown, command, args, environment } = check;
  const words = (argv: readonly string[]) => argv.map(quote).join(' ');
  return [
    ...environment.map(renderVariable),
    ...setup.map((argv) => `${words(argv)} >&2 || exit 91`),
    words([command, ...args]),
    'status=$?',
    ...teardown.map((argv) => `${words(argv)} >/dev/null 2>&1`),
    'exit $status',
    '',
  ].join('\n');
}

/** `$PATH` and `${PATH}` in a value stand for the image's own value. */
function renderVariable([name, value]: Variable): string {
  const parts = value.split(/(\$(?:\w+|\{\w+\}))/);
  const text = parts
    .map((part, index) => (index % 2 === 1 ? `"${part}"` : quote(part)))
    .join('');
  return `export ${name}=${text}`;
}

/** Prints mode, uid and gid. A link is not followed. */
function renderExistence(path: string): string {
  const file = quote(path);
  return `[ -e ${file} ] || [ -L ${file} ] || exit 90\nstat -c '%A %u %g' -- ${file}\n`;
}
