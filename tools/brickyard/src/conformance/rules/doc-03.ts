import type { Rule } from '../rule';

export const doc03: Rule = {
  id: 'DOC-03',
  severity: 'warning',
  title: 'every pattern of COPY matches a file',
  why: 'Docker copies nothing for a pattern that matches nothing, and says nothing. In COPY data[1].csv the brackets are a pattern, which matches data1.csv.',
  source:
    'docs.docker.com/reference/dockerfile: COPY, pattern matching, and its arr[[]0].txt',
  needs: 'flavour',
  appliesTo: () => true,
  unable: ({ flavour }) =>
    flavour?.unmatched === undefined
      ? 'needs to know the files of the flavour'
      : undefined,
  check: ({ flavour }) =>
    (flavour?.unmatched ?? []).map(({ source, line }) => ({
      message: `the pattern ${source} matches no file`,
      expected: 'a file, or no such line',
      found: source,
      place: flavour && { file: flavour.dockerfile.file, line },
      hint: /\[(?!\[\])/.test(source)
        ? `mend the pattern; a file with brackets in its name is written ${source.replace(/\[(?!\[\])/g, '[[]')}`
        : 'mend the pattern, or look whether .dockerignore leaves the files out',
    })),
};
