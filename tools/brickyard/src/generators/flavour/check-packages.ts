import { BrickyardError, type Problem, problemsError } from '../../errors';
import { parseRequirements } from '../../requirements/parse-requirements';
import { parseRPackages } from '../../requirements/r/parse-r-packages';
import { checkRequirements } from '../../run/sources/check-requirement-files';
import type { Runtime } from '../../runtime/schema';
import type { FlavourLanguage } from '../choose-parent';

export interface PackageLists {
  packages: readonly string[];
  rPackages: readonly string[];
}

export interface PackageContext {
  languages: readonly FlavourLanguage[];
  runtimes: readonly Runtime[];
}

/**
 * Checks that both lists can be written as they are. Throws REQUIREMENTS_INVALID,
 * R_PACKAGES_INVALID or OPTIONS_INVALID.
 */
export function checkPackages(
  { packages, rPackages }: PackageLists,
  { languages, runtimes }: PackageContext,
): void {
  checkLanguage('--packages', packages, languages.includes('python'));
  checkLanguage('--rPackages', rPackages, languages.includes('r'));
  const requirements = parseRequirements(packages.join('\n'), '--packages');
  const seen = new Set<string>();
  const problems = requirements.flatMap((each): Problem[] => {
    const { place } = each;
    // Its address may hold a password, so it is not repeated.
    if (each.kind !== 'package' || each.url !== undefined) {
      const message =
        'is not a package of an index, such as pandas or plotly~=5.24; write it into requirements.txt by hand';
      return [{ place, message }];
    }
    if (seen.has(each.name))
      return [{ place, message: `${each.name} is named twice` }];
    seen.add(each.name);
    return [];
  });
  const all = [...problems, ...checkRequirements(requirements, runtimes)];
  if (all.length > 0) throw problemsError('REQUIREMENTS_INVALID', all);
  checkRPackages(rPackages);
}

/** Each must be one word, since they share a line. */
function checkRPackages(rPackages: readonly string[]): void {
  rPackages.forEach((text, index) => {
    const place = { file: '--rPackages', line: index + 1 };
    if (/^[^\s#;&|\\]+$/.test(text)) return;
    const message = 'is not one package, such as sf or sf==1.0-19';
    throw problemsError('R_PACKAGES_INVALID', [{ place, message }]);
  });
  parseRPackages(rPackages.join('\n'), '--rPackages');
}

function checkLanguage(
  flag: string,
  packages: readonly string[],
  isThere: boolean,
): void {
  if (isThere || packages.length === 0) return;
  const language = flag === '--packages' ? 'python' : 'r';
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `${flag}: this flavour has no ${language === 'r' ? 'R' : 'Python'}`,
    { hint: `add ${language} to --languages, or leave ${flag} out` },
  );
}
