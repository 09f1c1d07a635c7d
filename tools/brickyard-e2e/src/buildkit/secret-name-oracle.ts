import {
  ABOUT,
  OPEN_KEYS,
  suspectName,
} from '../../../brickyard/src/conformance/secrets/secret-names';
import type { Oracle, OracleCase } from '../oracle/oracle';
import { askBuildkit } from './ask-buildkit';
import { secretNames } from './secret-name-cases';

/** What BuildKit's check `SecretsUsedInArgOrEnv` takes for the name of a secret. */
export const secretNameOracles: readonly Oracle[] = [
  {
    name: 'names of secrets in ARG and ENV',
    least: 20_000,
    ask: () => {
      const keywords = ['ARG', 'ENV'] as const;
      const { secrets, versions } = askBuildkit({
        secrets: keywords.map((keyword) =>
          [
            'FROM scratch',
            ...secretNames.map((name) => `${keyword} ${name}=bar`),
          ].join('\n'),
        ),
      });
      const cases = secrets.flatMap(({ warnings, error }) => {
        if (error) throw new Error(error);
        const theirs = new Set(warnings.map(({ name }) => name));
        return secretNames.map((name) => judge(name, theirs.has(name)));
      });
      return {
        tool: `buildkit ${versions['github.com/moby/buildkit']}`,
        cases,
      };
    },
  },
];

function judge(name: string, isTheirs: boolean): OracleCase {
  const isOurs = suspectName(name) !== undefined;
  const shown = { name, isOurs, isTheirs };
  if (isOurs === isTheirs) return { verdict: 'same', shown };
  const why = isOurs ? 'more names are suspect here' : explain(name);
  return why
    ? { verdict: 'explained', why, shown }
    : { verdict: 'unexplained', shown };
}

function explain(name: string): string | undefined {
  const words = name.toLowerCase().split('_').filter(Boolean);
  const [before = '', last = ''] = ['', ...words].slice(-2);
  if (ABOUT.has(last)) return 'its last word tells something about a secret';
  if (last === 'key' && OPEN_KEYS.has(before))
    return 'a key that everybody may have';
  return undefined;
}
