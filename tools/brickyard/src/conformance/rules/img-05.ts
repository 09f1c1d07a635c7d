import { parseList } from '../../dockerfile/parse-list';
import { findLast } from '../find-last';
import { listInstructions } from '../list-instructions';
import { finalStages } from '../list-source-steps';
import type { Fault, FlavourFacts, Rule, Subject } from '../rule';

/** Distributions set a shell as CMD; it is not meant to start anything. */
const SHELL = /^(\/usr)?(\/bin\/)?(ba|da)?sh$/;

export const img05: Rule = {
  id: 'IMG-05',
  severity: 'warning',
  title: 'nothing relies on ENTRYPOINT or CMD',
  why: 'Databricks ignores both, so what they would start or set up never happens on a cluster.',
  source:
    'docs.databricks.com/aws/en/compute/custom-containers, as quoted elsewhere',
  needs: 'any',
  appliesTo: () => true,
  check: (subject) => [
    ...ignored(subject, 'ENTRYPOINT', readWords(subject, 'ENTRYPOINT')),
    ...ignored(subject, 'CMD', readWords(subject, 'CMD')),
  ],
};

/** Of the image, or else as the Dockerfile sets them. */
function readWords(
  { image, flavour }: Subject,
  keyword: 'ENTRYPOINT' | 'CMD',
): readonly string[] {
  if (image === undefined) return flavour ? readLast(flavour, keyword) : [];
  return keyword === 'CMD' ? image.command : image.entrypoint;
}

function readLast(flavour: FlavourFacts, keyword: string): string[] {
  const stages = finalStages(flavour);
  const last = listInstructions(flavour).findLast(
    (each) => each.keyword === keyword && stages.has(each.stage),
  );
  const text = (last?.text ?? '').replace(/^\S+\s*/, '');
  const words = parseList(text) ?? text.split(/\s+/);
  return words.map(String).filter((word) => word !== '');
}

function ignored(
  { flavour }: Subject,
  keyword: 'ENTRYPOINT' | 'CMD',
  words: readonly string[],
): Fault[] {
  const [program = ''] = words;
  const isShell = words.length === 1 && SHELL.test(program);
  if (words.length === 0 || (keyword === 'CMD' && isShell)) return [];
  return [
    {
      message: `${keyword} is set, and Databricks ignores it`,
      expected: 'none',
      // Only the program: its arguments may hold secrets.
      found: words.length > 1 ? `${program} …` : program,
      place: findLast(flavour, keyword),
      hint: `remove ${keyword}; what has to run at start belongs in an init script of the cluster`,
    },
  ];
}
