import type { Rule } from '../rule';

export const img09: Rule = {
  id: 'IMG-09',
  severity: 'warning',
  title: 'a cluster names the image by a tag that is never moved',
  why: 'Nodes that start later get whatever latest means by then: one cluster, two images.',
  source: 'README of databricks/containers (runtime tags instead of latest)',
  needs: 'image',
  appliesTo: () => true,
  check: ({ image }) => {
    const reference = image?.reference ?? '';
    const name = reference.slice(reference.lastIndexOf('/') + 1);
    const isImageId = name.startsWith('sha256:');
    if (name.includes('@') || isImageId) return [];
    const [, tag] = name.split(':');
    if (tag !== undefined && tag !== 'latest') return [];
    return [
      {
        message: `${reference} is looked up as the tag latest`,
        expected: 'a tag of a release or of a key',
        found: tag ?? 'no tag, which means latest',
        hint: 'name a tag that is never moved in docker_image.url of the cluster',
      },
    ];
  },
};
