import { doc01 } from '../../../brickyard/src/conformance/rules/doc-01';
import {
  ABOUT,
  OPEN_KEYS,
  suspectName,
} from '../../../brickyard/src/conformance/secrets/secret-names';
import {
  testFlavourFacts,
  testSubject,
} from '../../../brickyard/src/conformance/testing/test-subject';
import { askBuildkit } from './ask-buildkit';
import { secretNames } from './secret-name-cases';

const warningsOf = (text: string) => {
  const [answer] = askBuildkit({ secrets: [text] }).secrets;
  if (answer?.error) throw new Error(answer.error);
  return answer?.warnings ?? [];
};

/** A last word that tells something about a secret, or a key that everybody may have. */
function isExplained(name: string): boolean {
  const words = name.toLowerCase().split('_').filter(Boolean);
  const [before = '', last = ''] = ['', ...words].slice(-2);
  return ABOUT.has(last) || (last === 'key' && OPEN_KEYS.has(before));
}

describe("names of secrets beside BuildKit's", () => {
  it.each(['ARG', 'ENV'])('of %s', (keyword) => {
    const lines = secretNames.map((name) => `${keyword} ${name}=bar`);
    const theirs = new Set(
      warningsOf(['FROM scratch', ...lines].join('\n')).map(({ name }) => name),
    );
    const isOurs = (name: string) => suspectName(name) !== undefined;
    const missed = secretNames.filter(
      (name) => theirs.has(name) && !isOurs(name),
    );
    const more = secretNames.filter(
      (name) => !theirs.has(name) && isOurs(name),
    );
    const unexplained = missed.filter((name) => !isExplained(name));
    process.stdout.write(
      `${keyword}: ${secretNames.length} names, ${theirs.size} of BuildKit, ${missed.length} explained, ${more.length} more here, ${unexplained.length} unexplained\n`,
    );
    expect(theirs.size).toBeGreaterThan(100);
    expect(unexplained).toEqual([]);
  });

  it('finds all that BuildKit finds in a Dockerfile, and no more', () => {
    const text = `ARG GLOBAL_TOKEN
FROM scratch
ARG SECRET_PASSPHRASE
ENV SUPER_Secret=foo
ENV password=bar secret=baz
ARG super_duper_secret_token=foo auth=bar
ENV apikey=bar sunflower=foo
ENV git_key=
ENV PUBLIC_KEY=
ARG public_token
ARG SECRET_PASSPHRASE_FILE
ENV password_file=bar secret_File=baz
ARG AUTH_MODULE_VERSION
ARG EMPTY_TOKEN=
ENV \\
  other=1 \\
  later_password=bar
`;
    const subject = testSubject({ flavour: testFlavourFacts(text) });
    const ours = doc01
      .check(subject)
      .map(({ found = '' }) => found.replace(/^.* /, ''));
    const theirs = warningsOf(text).map(({ name }) => name);
    expect([...ours].sort()).toEqual([...theirs].sort());
  });
});
