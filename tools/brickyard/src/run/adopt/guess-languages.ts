import type {
  Instruction,
  ParsedDockerfile,
} from '../../dockerfile/parsed-dockerfile';
import { type LineNumber, parseLineNumber } from '../../runtime/line-number';

/** What notebooks on an image are written in. */
export type NotebookLanguage = 'python' | 'r';

/** What of a Dockerfile is there for a cluster of Databricks, and for nothing else. */
const TRACE =
  /(?<![\w./-])\/databricks(?:\/|\s|$)|\bPYSPARK_(?:DRIVER_)?PYTHON\b|\bDATABRICKS_(?:ROOT_|RUNTIME)|\bDEFAULT_DATABRICKS_|\buseradd (?:-\S+ )*libraries\b/;

const PYTHON =
  /\/databricks\/(?:python3|conda)\b|\bPYSPARK_PYTHON\b|\bpip3? install\b|\bpython3? -m pip\b|\b(?:poetry|uv|conda|mamba) \w/;
const R =
  /\br-(?:base|recommended|cran-[\w.]+)\b|\bRscript\b|\binstall\.packages\b|\binstall2?\.r\b|\bR (?:CMD|-e|--no-save|--vanilla|--slave)\b|\binstall-r-packages\b/;

/** Of Databricks' images: https://github.com/databricks/containers */
const WITHOUT_PYTHON = /^minimal$|^gpu-base$/;
const WITH_R = /^r(?:base|stan)?$/i;

/** Databricks' image of this name has them. */
export function languagesOf(databricksImage: string): NotebookLanguage[] {
  if (WITH_R.test(databricksImage)) return ['r'];
  return WITHOUT_PYTHON.test(databricksImage) ? [] : ['python'];
}

/** The languages that commands of this Dockerfile install something for. */
export function guessLanguages(
  dockerfile: ParsedDockerfile,
): NotebookLanguage[] {
  const text = textOf(dockerfile);
  return [
    ...(PYTHON.test(text) ? ['python' as const] : []),
    ...(R.test(text) ? ['r' as const] : []),
  ];
}

/** The runtime line that a variable of the Dockerfile names. */
export function findNamedLine(
  dockerfile: ParsedDockerfile,
): LineNumber | undefined {
  const [, name = ''] = NAMED.exec(textOf(dockerfile)) ?? [];
  return parseLineNumber(name);
}

const NAMED =
  /\b(?:DATABRICKS|DBR)_RUNTIME(?:_VERSION)?[= ]\s*["']?(\d[\w.-]*)/;

/** Whether an instruction, not only a comment, says that this is for Databricks. */
export function hasTrace(dockerfile: ParsedDockerfile): boolean {
  return TRACE.test(textOf(dockerfile));
}

function textOf({ globals, stages }: ParsedDockerfile): string {
  const all: readonly Instruction[] = [
    ...globals,
    ...stages.flatMap(({ instructions }) => instructions),
  ];
  return all
    .flatMap(({ source }) => [
      source.text,
      ...source.heredocs.map(({ text }) => text),
    ])
    .join('\n');
}
