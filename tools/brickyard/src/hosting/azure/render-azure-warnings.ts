import { printable } from '../../outlet/printable';

/**
 * Logging commands that the agent reads, the last of which marks the run:
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
 */
export function renderAzureWarnings(messages: readonly string[]): string[] {
  if (messages.length === 0) return [];
  const issues = messages.map(
    (message) => `##vso[task.logissue type=warning]${escapeText(message)}`,
  );
  return [...issues, '##vso[task.complete result=SucceededWithIssues;]'];
}

function escapeText(text: string): string {
  return printable(text)
    .replaceAll('%', '%AZP25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll('\t', ' ');
}
