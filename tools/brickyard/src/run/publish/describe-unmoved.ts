import { BrickyardError, renderError } from '../../errors';
import type { Options } from '../../workspace/options';
import type { UnmovedTags } from './push-image';

/** More images than these are counted, not named. */
const mostNames = 5;

/** What is told once for a run: floating tags that a registry did not let move. */
export function describeUnmoved(
  unmoved: ReadonlyMap<string, UnmovedTags>,
  { clusters }: Pick<Options, 'clusters'>,
): string | undefined {
  const [first] = unmoved.values();
  if (first === undefined) return undefined;
  const names = [...unmoved].map(
    ([id, { tags }]) => `${id} (${tags.join(', ')})`,
  );
  const hidden = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(', ');
  const rest = hidden > 0 ? ` and ${hidden} more` : '';
  const stale =
    clusters?.imageTag === 'floating'
      ? '; clusters.imageTag is "floating", so that clusters start the image from before'
      : '';
  const message = `floating tags stay at another image, and the images are published under their keys alone: ${shown}${rest}${stale}\n  ${first.reason.message}`;
  const all = new Set([...unmoved.values()].flatMap(({ tags }) => tags));
  const some = [...all].slice(0, mostNames).join(', ');
  const hint = `exempt ${some} from the rule that makes tags immutable, or set "floatingTags": false in the profile or nx.json`;
  return renderError(new BrickyardError(first.reason.code, message, { hint }));
}
