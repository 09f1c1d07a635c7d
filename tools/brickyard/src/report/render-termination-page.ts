import type { TerminationCause } from '../cluster/termination-codes';

const head = `# When a cluster does not start

<!-- generated: do not edit. node tools/brickyard/write-termination-page.cjs writes it from the table of termination codes -->

A cluster that ends says why in its event log, and in \`termination_reason\` of \`databricks clusters get <id>\`. These are the codes that an image, its
registry, secrets or pool can cause. Where the text says "Custom containers is turned off", an administrator has to switch on Container Services first:
\`databricks workspace-conf set-status --json '{"enableDcs": "true"}'\`.

\`type\` beside the code tells whose fault it is: \`CLIENT_ERROR\` is yours, \`CLOUD_FAILURE\` and \`SERVICE_FAULT\` are not.

| code | what has happened | next |
| --- | --- | --- |
`;

/** `docs/cluster-failures.md`: each code with its cause and what to do next. */
export function renderTerminationPage(
  causes: readonly TerminationCause[],
): string {
  return head + causes.map(renderRow).join('');
}

function renderRow({ codes, cause, next }: TerminationCause): string {
  const names = codes.map((code) => `\`${code}\``).join(', ');
  return `| ${names} | ${cause} | ${next} |\n`;
}
