import { readFileSync, writeSync } from 'node:fs';
import Module from 'node:module';

import {
  answerDescriptor,
  type DefinitionSource,
  type Evaluation,
  type EvaluatorAnswer,
  type Message,
} from './evaluation';
import { explainThrown } from './explain-thrown';
import { renderPlain } from './render-plain';
import { type ProcessWatch, watchProcess } from './watch-process';

/** Node's own module, with what its types leave out. */
interface LoadedModule extends NodeJS.Module {
  _compile(code: string, file: string): void;
}

const { reallyExit } = process as unknown as {
  reallyExit: (code: number) => never;
};
// A later turn, with what this one has left behind: rejections, for one.
const nextTurn = setImmediate;

/**
 * Evaluates what standard input names, one after the other. Each answer is
 * written before the next file begins: a file may end the process. After one
 * that has changed what others see, the rest is left to a new process.
 */
async function evaluateAll(): Promise<void> {
  const sources = JSON.parse(readFileSync(0, 'utf8')) as DefinitionSource[];
  process.setSourceMapsEnabled(true);
  const compiled = sources.map(compileSource);
  // Not before: the compiler changes more of a process than most files do.
  const watch = watchProcess();
  for (const [index, source] of compiled.entries()) {
    say({ begin: index });
    say(await answer(index, source, watch));
    if (watch.isDisturbed()) break;
  }
  // Timers and open handles of the files are not waited for.
  reallyExit.call(process, 0);
}

function say(message: Message): void {
  writeSync(answerDescriptor, `${renderPlain(message, Infinity)}\n`);
}

async function answer(
  index: number,
  source: CompiledSource,
  watch: ProcessWatch,
): Promise<EvaluatorAnswer> {
  const before = new Set(Object.keys(require.cache));
  watch.begin();
  let evaluation = evaluate(source);
  await new Promise((resolve) => nextTurn(resolve));
  const late = watch.takeFault();
  if (late !== undefined && !('fault' in evaluation))
    evaluation = { fault: explainThrown(late.thrown, source) };
  const imports = Object.keys(require.cache).filter(
    (file) => !before.has(file) && file !== source.file,
  );
  // The next file must not find what this one left in its imports.
  for (const file of [...imports, source.file]) delete require.cache[file];
  return { index, evaluation, imports, isPure: watch.isPure() };
}

interface CompiledSource extends DefinitionSource {
  /** JavaScript, or why there is none. */
  code: { text: string } | { thrown: unknown };
}

/** Through the hook of register.cjs, and so through what it has compiled before. */
function compileSource(source: DefinitionSource): CompiledSource {
  const { compileText } = require.extensions['.ts'] as unknown as {
    compileText: (text: string, file: string) => string;
  };
  try {
    const text = compileText(source.text, source.file);
    return { ...source, code: { text } };
  } catch (thrown) {
    return { ...source, code: { thrown } };
  }
}

function evaluate(source: CompiledSource): Evaluation {
  try {
    const value = load(source);
    return value === undefined ? {} : { json: renderPlain(value) };
  } catch (error) {
    return { fault: explainThrown(error, source) };
  }
}

/** As `require` does, but of a text that need not be on disk. */
function load({ file, code }: CompiledSource): unknown {
  if ('thrown' in code) throw code.thrown;
  const module = new Module(file) as LoadedModule;
  module.filename = file;
  module.paths = (
    Module as unknown as { _nodeModulePaths(folder: string): string[] }
  )._nodeModulePaths(file.replace(/[\\/][^\\/]*$/, ''));
  require.cache[file] = module;
  module._compile(code.text, file);
  return (module.exports as { default?: unknown }).default;
}

void evaluateAll();
