import * as v from 'valibot';

import { readTextFile } from '../../files/read-file';
import type { Environment } from '../../http/proxy';
import { parseJson } from '../../parse-json';
import type { JobContext } from '../host/ci-host';

const repositorySchema = v.nullish(
  v.object({ full_name: v.optional(v.string()) }),
);

/** docs.github.com, "Webhook events and payloads": pull_request, issue_comment, workflow_run. */
const eventSchema = v.object({
  pull_request: v.optional(
    v.object({
      number: v.optional(v.number()),
      head: v.optional(v.object({ repo: repositorySchema })),
      base: v.optional(v.object({ repo: repositorySchema })),
    }),
  ),
  issue: v.optional(
    v.object({
      number: v.optional(v.number()),
      pull_request: v.optional(v.unknown()),
    }),
  ),
  workflow_run: v.optional(
    v.object({
      pull_requests: v.optional(v.array(v.object({ number: v.number() }))),
    }),
  ),
});

type JobEvent = v.InferOutput<typeof eventSchema>;

/** What the event file of GitHub Actions says, else the ref. */
export function readGithubJob(env: Environment): Partial<JobContext> {
  const event = readEvent(env.GITHUB_EVENT_PATH);
  return {
    pullRequest: numberOf(event) ?? numberOfRef(env.GITHUB_REF),
    // Dependabot's jobs run on a branch of the repository, without its secrets.
    isReadOnly: isFork(event) || env.GITHUB_ACTOR === 'dependabot[bot]',
  };
}

function readEvent(file: string | undefined): JobEvent {
  if (!file) return {};
  const result = v.safeParse(eventSchema, parseJson(readEventFile(file), file));
  return result.success ? result.output : {};
}

function readEventFile(file: string): string {
  return readTextFile(file, {
    name: `GITHUB_EVENT_PATH: ${file}`,
    code: 'OPTIONS_INVALID',
    hint: 'name the pull request with --pull-request=<n>',
  });
}

function numberOf({
  pull_request,
  issue,
  workflow_run,
}: JobEvent): number | undefined {
  if (pull_request?.number !== undefined) return pull_request.number;
  if (issue?.pull_request !== undefined) return issue.number;
  return workflow_run?.pull_requests?.[0]?.number;
}

function numberOfRef(ref = ''): number | undefined {
  const [, number] = /^refs\/pull\/(\d+)\/merge$/.exec(ref) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** A fork that was deleted is null. */
function isFork({ pull_request }: JobEvent): boolean {
  if (pull_request?.head === undefined) return false;
  const { head, base } = pull_request;
  return head.repo?.full_name !== base?.repo?.full_name;
}
