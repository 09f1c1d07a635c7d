import {
  compareLineNumbers,
  type LineNumber,
  parseLineNumber,
  printLineNumber,
} from '../../runtime/line-number';
import type { Runtime } from '../../runtime/schema';
import type { StartImage } from './recognize-base';

/** Runtime lines, newest first, or why there are none. */
export type ChosenLines =
  | {
      lines: readonly string[];
      /** What the tag of Databricks' image has to be instead. */
      movedTo?: string;
    }
  | { fault: string; hint: string };

export interface LinesRequest {
  /** As it is written in FROM, with its ARGs resolved. */
  image: string;
  base: Exclude<StartImage, { kind: 'flavour' }>;
  /** Lines that this base can be for. */
  candidates: readonly Runtime[];
  /** `--runtimes`; none when left out. */
  asked: readonly string[];
  /** Something in the Dockerfile is there for Databricks alone. */
  hasTrace: boolean;
  /** A variable of the Dockerfile says it: DATABRICKS_RUNTIME_VERSION. */
  named?: LineNumber;
}

/**
 * The lines that an image is for. A tag of Databricks' names one, as a variable of
 * the file may, and Ubuntu is the base of some. Else only `--runtimes` can tell it,
 * which also moves an image from a line that nobody knows here.
 */
export function chooseLines(request: LinesRequest): ChosenLines {
  const { base, image } = request;
  if (base.kind === 'databricks' && base.number !== undefined)
    return chooseByTag(request, base.number);
  if (base.kind === 'official' && !request.hasTrace)
    return {
      fault: `${image} is no base for a cluster, and nothing in this file is for Databricks`,
      hint: `leave it out; an image for clusters starts FROM ${exampleOf(request)}`,
    };
  const named = findLines(request, request.named);
  if (request.asked.length > 0) return { lines: request.asked };
  if (base.kind === 'ubuntu')
    return chooseBySystem(request, { system: base.system, named });
  if (named.length > 0) return { lines: named };
  return {
    fault: `${image} does not say which Databricks Runtime it is for`,
    hint: `--runtimes=${newestOf(request)} says it; or start FROM ${exampleOf(request)}`,
  };
}

function chooseByTag(request: LinesRequest, number: LineNumber): ChosenLines {
  const { image, candidates, asked } = request;
  const lines = findLines(request, number);
  if (lines.length > 0) return { lines };
  const [movedTo] = asked;
  if (movedTo !== undefined) return { lines: [movedTo], movedTo };
  const name = printLineNumber(number);
  return {
    fault: `${image} is for Databricks Runtime ${name}, which is no line of this workspace: ${namesOf(candidates).join(', ')}`,
    hint: `--runtimes=${newestOf(request)} moves it to that line, tag and all; npx nx g brickyard:runtime ${name} --from=<its page of release notes> adds its own`,
  };
}

function findLines(
  { candidates }: LinesRequest,
  number: LineNumber | undefined,
): string[] {
  if (number === undefined) return [];
  return namesOf(
    candidates.filter((line) => {
      const own = parseLineNumber(line.name);
      return (
        own !== undefined && printLineNumber(own) === printLineNumber(number)
      );
    }),
  );
}

function chooseBySystem(
  request: LinesRequest,
  { system, named }: { system: string | undefined; named: readonly string[] },
): ChosenLines {
  const { image, candidates, hasTrace } = request;
  const lines = namesOf(
    candidates.filter(
      ({ databricks, ubuntu, codename }) =>
        databricks &&
        system !== undefined &&
        [ubuntu, codename].includes(system),
    ),
  );
  const asks = `--runtimes=${lines[0] ?? newestOf(request)} says that it is for clusters`;
  if (lines.length === 0)
    return {
      fault: `${image} is the base of no runtime line of this workspace: ${candidates.map(({ name, baseImage }) => `${name} is on ${baseImage}`).join(', ')}`,
      hint: `${asks}; or start FROM the base of a line`,
    };
  if (!hasTrace)
    return {
      fault: `nothing in this file is for Databricks: no /databricks, no PYSPARK_PYTHON`,
      hint: `${asks}; otherwise leave it out`,
    };
  const both = lines.filter((name) => named.includes(name));
  return { lines: both.length > 0 ? both : lines };
}

/** Newest first, as `image.ts` lists them. */
function namesOf(runtimes: readonly Runtime[]): string[] {
  const names = [...new Set(runtimes.map(({ name }) => name))];
  return names.sort((a, b) => {
    const [one, other] = [a, b].map(parseLineNumber);
    return one && other ? compareLineNumbers(other, one) : one ? -1 : 1;
  });
}

function newestOf({ candidates }: LinesRequest): string {
  return namesOf(candidates)[0] ?? '17.3-LTS';
}

function exampleOf(request: LinesRequest): string {
  return `databricksruntime/standard:${newestOf(request)}`;
}
