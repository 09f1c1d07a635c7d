import type { Rule } from '../rule';

export const img08: Rule = {
  id: 'IMG-08',
  severity: 'warning',
  title: 'images from elsewhere are pinned by digest',
  why: 'A tag can be pushed again with other content: one such push broke every notebook command of a runtime line.',
  source: 'databricks/containers#171, #201',
  needs: 'flavour',
  appliesTo: () => true,
  unable: ({ flavour }) =>
    flavour?.externals === undefined
      ? 'needs to know which images the build names'
      : undefined,
  check: ({ flavour }) => {
    const loose = (flavour?.externals ?? []).filter(
      ({ image, digest }) => digest === undefined && !image.includes('@'),
    );
    return loose.map(({ image, line }) => ({
      message: `${image} is not pinned by digest`,
      expected: 'a digest in images.lock.json, or image@sha256:…',
      found: image,
      place: flavour && { file: flavour.dockerfile.file, line },
      hint: 'run npx brickyard refresh and commit images.lock.json',
    }));
  },
};
