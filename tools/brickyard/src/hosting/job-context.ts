import { readFileSync } from 'node:fs';

import * as v from 'valibot';

import { BrickyardError } from '../errors';
import type { Environment } from '../http/proxy';
import { parseJson } from '../parse-json';

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

/** What a CI job says of the pull request that it runs for. */
export interface JobContext {
  pullRequest: number | undefined;
  /** Its token may only read: of a fork, or of Dependabot. */
  isReadOnly: boolean;
  /** Azure Pipelines runs it for a repository at another host, whose token it has not. */
  isElsewhere: boolean;
}

/** Reads the event file of GitHub Actions, where there is one. */
export function readJobContext(env: Environment): JobContext {
  const event = readEvent(env.GITHUB_EVENT_PATH);
  return {
    pullRequest: numberOf(event) ?? numberOfVariables(env),
    isReadOnly:
      isFork(event) ||
      env.GITHUB_ACTOR === 'dependabot[bot]' ||
      /^true$/i.test(env.SYSTEM_PULLREQUEST_ISFORK ?? ''),
    isElsewhere: (env.BUILD_REPOSITORY_PROVIDER || 'TfsGit') !== 'TfsGit',
  };
}

function readEvent(file: string | undefined): JobEvent {
  if (!file) return {};
  const result = v.safeParse(eventSchema, parseJson(readText(file), file));
  return result.success ? result.output : {};
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `${file}: cannot be read, and GITHUB_EVENT_PATH names it`,
      { cause, hint: 'name the pull request with --pull-request=<n>' },
    );
  }
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

function numberOfVariables(env: Environment): number | undefined {
  const [, merged] =
    /^refs\/pull\/(\d+)\/merge$/.exec(env.GITHUB_REF ?? '') ?? [];
  const number = merged ?? env.SYSTEM_PULLREQUEST_PULLREQUESTID;
  return number && /^\d+$/.test(number) ? Number(number) : undefined;
}

/** The repository of a fork that was deleted is null. */
function isFork({ pull_request }: JobEvent): boolean {
  if (pull_request?.head === undefined) return false;
  const { head, base } = pull_request;
  return head.repo?.full_name !== base?.repo?.full_name;
}
