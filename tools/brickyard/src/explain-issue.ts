import type { BaseIssue } from 'valibot';

/** What is wrong with one value of an input, in a user's words. */
export function explainIssue(issue: BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return 'is not a known key';
  if (issue.received === 'undefined') return 'is missing';
  return issue.message.startsWith('Invalid')
    ? `expected ${issue.expected}, got ${issue.received}`
    : issue.message;
}
