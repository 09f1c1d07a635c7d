import type { Rule } from '../rule';

const PLATFORM = 'linux/amd64';

export const img01: Rule = {
  id: 'IMG-01',
  severity: 'error',
  title: 'there is an image for linux/amd64',
  why: 'Clusters with custom images run on x86-64 machines; an image for another processor starts nowhere.',
  source:
    'docs.databricks.com, limitations of Container Services (no Graviton); databricks/containers#99',
  needs: 'image',
  appliesTo: () => true,
  check: ({ image }) => {
    const platforms = image?.platforms ?? [];
    // An index adds the variant for some processors: linux/amd64/v2.
    if (platforms.some((each) => `${each}/`.startsWith(`${PLATFORM}/`)))
      return [];
    return [
      {
        message: `the image is not for ${PLATFORM}`,
        expected: PLATFORM,
        found: platforms.join(', ') || 'no platform',
        hint: `build it with --platform ${PLATFORM}`,
      },
    ];
  },
};
