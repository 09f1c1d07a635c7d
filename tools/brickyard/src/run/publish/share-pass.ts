import { isReportable, renderError } from '../../errors';
import { keyTag } from '../../key/image-key';
import { labelNames } from '../../key/image-labels';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { repositoryOf } from '../names/published-name';
import {
  parsePass,
  type Passed,
  readPass,
  type TestRecord,
  testRecords,
} from '../records/tests-record';
import type { Services } from '../shell/services';
import { explainUnlisted } from './explain-unlisted';

/** What a pass is called beside an image. */
export const PASS_TYPE = 'application/vnd.brickyard.test.v1+json';
/** Say which suite and which rules were passed, so that the right one of several is read. */
const suiteName = 'brickyard.suite';
const rulesName = 'brickyard.rules';

/** A pass of these tests that lies beside the published image; none, with a warning, when it cannot be read. */
export async function findSharedPass(
  image: KeyedImage,
  { suite, rules, digest }: Omit<Passed, 'key'> & { digest: string },
  options: Options,
  { registry, warn }: Services,
): Promise<TestRecord | undefined> {
  const at = repositoryOf(image, options);
  const problems: (() => void)[] = [];
  const skip = (error: unknown): undefined => {
    if (!isReportable(error)) throw error;
    const what = 'no recorded pass can be read';
    const text = `${image.id}: ${what}: ${renderError(error)}`;
    problems.push(() => warn(text, { registry: at.registry, what, error }));
  };
  const listed = registry.listReferrers(at, digest, PASS_TYPE);
  for (const { digest: entry, annotations } of (await listed.catch(skip)) ??
    []) {
    if (annotations[suiteName] !== suite || annotations[rulesName] !== rules)
      continue;
    const artifact = await registry.getReferrer(at, entry).catch(skip);
    // Deleted, and still in the list; or it is a problem by now.
    if (artifact === undefined) continue;
    const text = Buffer.from(artifact.bytes).toString('utf8');
    const pass = parsePass(image, { suite, rules }, text);
    if (pass !== undefined) return pass;
    const name = `${at.registry}/${at.repository}@${entry}`;
    const unread = `${image.id}: the recorded pass ${name} cannot be read; the tests run`;
    problems.push(() => warn(unread));
  }
  for (const tell of problems) tell();
  return undefined;
}

/**
 * Puts a pass beside the published image, for other machines; resolves to its
 * digest, or nothing for an image that is not published. No test fails over it.
 */
export async function sharePass(
  image: KeyedImage,
  record: TestRecord,
  options: Options,
  { registry, warn }: Services,
): Promise<string | undefined> {
  const at = repositoryOf(image, options);
  try {
    const subject = await registry.headManifest(at, keyTag(image.key));
    if (subject === undefined) return undefined;
    const { key, suite, rules } = record;
    return await registry.putReferrer(at, subject, {
      artifactType: PASS_TYPE,
      mediaType: PASS_TYPE,
      bytes: Buffer.from(JSON.stringify(record)),
      annotations: {
        [labelNames.key]: key,
        [suiteName]: suite,
        [rulesName]: rules,
      },
    });
  } catch (error) {
    if (!isReportable(error)) throw error;
    // No other machine can see it either.
    if (error.code === 'REGISTRY_UNREACHABLE') return undefined;
    const what = 'other machines will not see this pass';
    const text = explainUnlisted(error, `${image.id}: ${what}`, options);
    warn(text, { registry: at.registry, what, error });
    return undefined;
  }
}

/** Puts a pass that was recorded before its image was published beside it. */
export async function shareRecordedPass(
  image: KeyedImage,
  { root, options }: { root: string; options: Options },
  services: Services,
): Promise<void> {
  const pass = readPass(image, {}, root);
  if (pass === undefined || pass.shared !== undefined) return;
  const shared = await sharePass(image, pass, options, services);
  if (shared !== undefined) testRecords.write(image, { ...pass, shared }, root);
}
