import { renderError, renderPlace } from '../errors';
import { renderJson, renderLines } from '../outlet/printable';
import type { Adopted } from '../run/adopt/adopted';
import type { LeftOut } from '../run/adopt/adoption';
import type { AdoptResult } from '../run/adopt/apply-adopt';
import type { LintedImage } from '../run/test/lint-flavours';
import { renderLintBriefly } from './render-lint';

/** What became of each folder, what lint says of it, and what to type next. */
export function renderAdopt(result: AdoptResult): string {
  const { adopted, passedOver } = result;
  return renderLines([
    ...adopted.flatMap((each) => [...renderAdopted(each, result), '']),
    ...passedOver.map(({ from, why }) => `${from}: passed over, ${why}`),
    countFolders(result),
    ...renderNext(result),
  ]);
}

/** Those that stay what they are, each with the reason. */
export function renderRefusals({ refusals }: AdoptResult): string {
  return renderLines(
    refusals.map(({ error }) => `not adopted: ${renderError(error)}`),
  );
}

/** The same as a value: places are those of the original files. */
export function renderAdoptJson(result: AdoptResult): string {
  const { adopted, refusals, passedOver, isDryRun } = result;
  return renderJson({
    dryRun: isDryRun,
    adopted: adopted.map(
      ({ linted, isLocked, isUnpinned, isInPlace, name, ...told }) => ({
        flavour: name,
        inPlace: isInPlace,
        ...told,
        lint: linted.map(({ image, outcome }) => ({
          runtime: image.runtime.name,
          ...(outcome.state === 'done'
            ? { findings: outcome.result.findings }
            : {
                error:
                  outcome.state === 'failed' ? renderError(outcome.error) : '',
              }),
        })),
        next: listNext([{ name, isLocked, isUnpinned }]),
      }),
    ),
    refused: refusals.map(({ from, error }) => ({
      from,
      code: error.code,
      message: error.message,
      problems: error.problems,
      ...(error.hint !== undefined && { hint: error.hint }),
    })),
    passedOver,
  });
}

function renderAdopted(adopted: Adopted, { isDryRun }: AdoptResult): string[] {
  const { name, path, from, base, runtimes, languages, isInPlace, files } =
    adopted;
  const verb = isDryRun ? 'would be' : 'is now';
  const copied = files === 1 ? '1 file' : `${files} files`;
  const place = isInPlace ? 'where it is' : `${copied} of ${from}`;
  return [
    `${name}: ${verb} ${path}, ${place}`,
    `  from    ${base.image} (${renderPlace(base)})`,
    `  for     ${runtimes.join(', ')}, ${languages.join(' and ') || 'no language of notebooks'}`,
    ...adopted.changed.map(
      ({ line, from, to }) => `  line ${line}: ${from} is ${to} now`,
    ),
    ...renderArgs(adopted),
    ...renderLeftOut(adopted.leftOut),
    ...adopted.notes.map(
      ({ place, message }) => `  ${renderPlace(place)}: ${message}`,
    ),
    ...renderLintBriefly(name, adopted.linted)
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}

function renderArgs({ args }: Adopted): string[] {
  const kept = Object.entries(args).map(([name, value]) => `${name}=${value}`);
  if (kept.length === 0) return [];
  return [
    `  args    ${kept.join(', ')}: kept in image.ts, since a build would set the line's own`,
  ];
}

/** How many of a kind are named. */
const MOST = 3;

function renderLeftOut(leftOut: readonly LeftOut[]): string[] {
  const reasons = [...new Set(leftOut.map(({ why }) => why))];
  return reasons.map((why) => {
    const paths = leftOut.filter((each) => each.why === why);
    const more = paths.length - MOST;
    const named = paths.slice(0, MOST).map(({ path }) => path);
    const rest = more > 0 ? ` and ${more} more` : '';
    return `  without ${named.join(', ')}${rest}: ${why}`;
  });
}

function countFolders({ adopted, refusals, isDryRun }: AdoptResult): string {
  const count = `${adopted.length} ${isDryRun ? 'would be ' : ''}adopted`;
  return refusals.length === 0 ? count : `${count}, ${refusals.length} not`;
}

function renderNext({ adopted, isDryRun, isSynced }: AdoptResult): string[] {
  if (isDryRun || adopted.length === 0) return [];
  const steps = [...(isSynced ? ['npx nx sync'] : []), ...listNext(adopted)];
  const isSound = adopted.every(({ linted }) => linted.every(isClean));
  const title = isSound ? 'next:' : 'next, once the errors above are mended:';
  return [title, ...steps.map((command) => `  ${command}`)];
}

function isClean({ outcome }: LintedImage): boolean {
  return (
    outcome.state === 'done' &&
    outcome.result.findings.every(({ severity }) => severity !== 'error')
  );
}

/** Each works as it is printed. */
function listNext(
  adopted: readonly Pick<Adopted, 'name' | 'isLocked' | 'isUnpinned'>[],
): string[] {
  const pick = (is: 'isLocked' | 'isUnpinned') =>
    adopted.filter((each) => each[is]).map(({ name }) => name);
  const [unpinned, locked] = [pick('isUnpinned'), pick('isLocked')];
  const all = adopted.map(({ name }) => name);
  return [
    ...(unpinned.length > 0
      ? [`npx brickyard refresh --flavour=${unpinned.join(',')}`]
      : []),
    ...(locked.length > 0 ? [runTarget('lock', locked)] : []),
    ...['lint', 'docker-build', 'docker-test'].map((target) =>
      runTarget(target, all),
    ),
  ];
}

function runTarget(target: string, names: readonly string[]): string {
  return names.length === 1
    ? `npx nx ${target} ${names[0]}`
    : `npx nx run-many -t ${target} -p ${names.join(',')}`;
}
