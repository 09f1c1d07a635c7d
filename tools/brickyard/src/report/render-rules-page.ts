import { describeScope } from '../conformance/describe-scope';
import { listRules } from '../conformance/list-rules';
import type { Rule, RuleRow, Subject } from '../conformance/rule';

/** What the first part of an id stands for. */
const groups: Readonly<Record<string, string>> = {
  DOC: 'Dockerfiles and secrets',
  IMG: 'The image as a whole',
  JDK: 'Java',
  PY: 'Python',
  R: 'R',
  SYS: 'The system',
};

const parts: Readonly<Record<Rule['needs'], string>> = {
  flavour: 'the sources',
  image: "the image's config",
  inventory: 'what is in the image',
  any: "the sources and the image's config",
};

const head = `# Rules

<!-- generated: do not edit. node tools/brickyard/write-rules-page.cjs writes it from the table of rules -->

\`nx lint\` asks the rules that look at the sources. \`nx docker-test\` and \`brickyard doctor\` also ask those that look at the built image.
Each finding names its rule, what is wrong and how to fix it.

- **error**: a cluster with this image, or its notebooks, would fail. The target fails.
- **warning**: a known trap, or a fact without a primary source.
- **info**: worth knowing.

The severity below is the usual one. A finding that is milder or worse than its rule says so.

## How to waive a rule

Where an image is meant to break a rule, its \`image.ts\` says so, and why:

\`\`\`ts
waivers: [
  { rule: 'PY-11', reason: 'tests run outside a cluster', runtimes: ['17.3-LTS'], until: '2027-03-31' },
],
\`\`\`

\`runtimes\` and \`until\` may be left out. [Tests](tests.md#waivers) has what they mean.
`;

/** `docs/rules.md`: every rule with what it asks, why, and where that is from. `runtime` is any line of Databricks. */
export function renderRulesPage(
  rows: readonly RuleRow[],
  runtime: Subject['runtime'],
): string {
  const names = [...new Set(rows.map(groupOf))].sort();
  const sections = names.map((name) => {
    const own = rows.filter((row) => groupOf(row) === name);
    const rules = own.map((row) => renderRule(row, runtime));
    return [`## ${groups[name] ?? name}\n`, ...rules].join('\n');
  });
  return [head, ...sections].join('\n');
}

function groupOf({ id }: RuleRow): string {
  return id.split('-')[0] ?? id;
}

function renderRule(row: RuleRow, runtime: Subject['runtime']): string {
  const { id, title, severity, why, source } = row;
  const looks = listRules([row]).map(({ needs }) => parts[needs]);
  return `### ${id}: ${title}

**${severity}** · looks at ${looks.join(' and ')} · for ${describeScope(row, runtime)}

${why}

Source: ${source}
`;
}
