import { doc01 } from '../../../brickyard/src/conformance/rules/doc-01';
import {
  testFlavourFacts,
  testSubject,
} from '../../../brickyard/src/conformance/testing/test-subject';
import { askBuildkit } from './ask-buildkit';

const warningsOf = (text: string) => {
  const [answer] = askBuildkit({ secrets: [text] }).secrets;
  if (answer?.error) throw new Error(answer.error);
  return answer?.warnings ?? [];
};

describe("names of secrets in a Dockerfile, beside BuildKit's", () => {
  it('are the same ones', () => {
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
