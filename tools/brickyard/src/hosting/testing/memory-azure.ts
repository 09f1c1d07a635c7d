import type {
  VssJsonCollectionWrapperV,
  WrappedException,
} from 'azure-devops-node-api/interfaces/common/VSSInterfaces';
import type {
  Comment,
  CommentThreadStatus,
  CommentType,
  GitPullRequest,
  GitPullRequestCommentThread,
  PullRequestStatus,
} from 'azure-devops-node-api/interfaces/GitInterfaces';
import type { ConnectionData } from 'azure-devops-node-api/interfaces/LocationsInterfaces';

import type { HostCall, HostReply } from './memory-server';
import type { Fields, NamesOf, Part } from './wire-types';

/** A value of the published types, as JSON has it: with the names of enums. */
type Wire<T, K extends keyof T, N extends Partial<Record<K, string>>> = Fields<
  T,
  Exclude<K, keyof N>
> &
  N;

type MemoryComment = Fields<Comment, 'id' | 'content' | 'author'> &
  Part<Pick<Comment, 'isDeleted'>>;

/** A thread of a pull request. */
export type MemoryThread = Wire<
  Omit<GitPullRequestCommentThread, 'comments'>,
  'id' | 'status',
  { status: NamesOf<typeof CommentThreadStatus> }
> &
  Part<Pick<GitPullRequestCommentThread, 'isDeleted'>> & {
    [
      K in keyof Pick<GitPullRequestCommentThread, 'comments'>
    ]-?: MemoryComment[];
  };

type MemoryPull = Wire<
  GitPullRequest,
  | 'pullRequestId'
  | 'title'
  | 'description'
  | 'status'
  | 'sourceRefName'
  | 'targetRefName',
  { status: NamesOf<typeof PullRequestStatus> }
>;

type NewComment = Wire<
  Comment,
  'content' | 'parentCommentId' | 'commentType',
  { commentType: NamesOf<typeof CommentType> }
>;

/** What a request may send, of each kind. */
type PullInput = Partial<MemoryPull>;
type ThreadInput = Partial<
  Pick<MemoryThread, 'status'> & { comments: NewComment[] }
>;

const notFound = refuse(
  404,
  'TF401180: The requested pull request was not found.',
);

/** As much of Azure DevOps' REST API as is used: `/team/`, project `data images`, repository `r1`. */
export class MemoryAzure {
  readonly threads = new Map<number, MemoryThread[]>();
  readonly pulls: MemoryPull[] = [];
  readonly identity = 'build-service';
  #id = 100;

  answer({ method, url, body }: HostCall): HostReply {
    if (url.pathname === '/team/_apis/connectionData') return this.#connect();
    const root = '/team/data%20images/_apis/git/repositories/r1/';
    if (!url.pathname.startsWith(root)) return notFound;
    if (url.searchParams.get('api-version') !== '7.1')
      return refuse(400, 'no api-version');
    const [kind = '', number, sub, thread, , comment] = url.pathname
      .slice(root.length)
      .split('/');
    if (kind.toLowerCase() !== 'pullrequests') return notFound;
    const input = body ?? {};
    if (number === undefined) return this.#pulls(method, url, input);
    if (sub === undefined) return this.#pull(method, Number(number), input);
    const threads = this.threads.get(Number(number));
    if (threads === undefined) return notFound;
    if (thread === undefined) return this.#threads(method, threads, input);
    const found = threads.find(({ id }) => id === Number(thread));
    return editComment(method, found, Number(comment), input);
  }

  #connect(): HostReply {
    const body: Part<ConnectionData> = {
      authenticatedUser: { id: this.identity },
    };
    return { status: 200, body };
  }

  #threads(
    method: string,
    threads: MemoryThread[],
    { status = 'unknown', comments = [] }: ThreadInput,
  ): HostReply {
    if (method === 'GET') return list(threads);
    const content = comments[0]?.content ?? '';
    if (content.length > 150_000) return refuse(400, 'A discussion comment …');
    this.#id += 1;
    const comment = { id: 1, content, author: { id: this.identity } };
    const thread: MemoryThread = {
      ...{ id: this.#id, status, comments: [comment] },
    };
    threads.push(thread);
    return { status: 200, body: thread };
  }

  #pulls(method: string, url: URL, input: PullInput): HostReply {
    if (method === 'GET') {
      const source = url.searchParams.get('searchCriteria.sourceRefName');
      const found = this.pulls
        .filter((p) => p.sourceRefName === source && p.status === 'active')
        // The real one cuts here, too.
        .map((p) => ({ ...p, description: p.description.slice(0, 400) }));
      return list(found);
    }
    const refusal = checkDescription(input);
    if (refusal) return refusal;
    this.#id += 1;
    const pull: MemoryPull = {
      pullRequestId: this.#id,
      title: input.title ?? '',
      description: input.description ?? '',
      status: 'active',
      sourceRefName: input.sourceRefName ?? '',
      targetRefName: input.targetRefName ?? '',
    };
    this.pulls.push(pull);
    this.threads.set(pull.pullRequestId, []);
    return { status: 201, body: pull };
  }

  #pull(method: string, number: number, input: PullInput): HostReply {
    const pull = this.pulls.find((p) => p.pullRequestId === number);
    if (pull === undefined) return notFound;
    const refusal = checkDescription(input);
    if (refusal) return refusal;
    if (method === 'PATCH') Object.assign(pull, input);
    return { status: 200, body: pull };
  }
}

function editComment(
  method: string,
  thread: MemoryThread | undefined,
  number: number,
  { content = '' }: Partial<Pick<MemoryComment, 'content'>>,
): HostReply {
  const comment = thread?.comments.find(({ id }) => id === number);
  if (!thread || !comment) return notFound;
  if (method === 'DELETE') {
    comment.isDeleted = thread.isDeleted = true;
    return { status: 200 };
  }
  comment.content = content;
  return { status: 200, body: comment };
}

function list(value: readonly object[]): HostReply {
  const body: VssJsonCollectionWrapperV<readonly object[]> = {
    count: value.length,
    value,
  };
  return { status: 200, body };
}

function checkDescription({
  description = '',
}: PullInput): HostReply | undefined {
  if (description.length <= 4000) return undefined;
  const message =
    'A description for a pull request must not be longer than 4000 characters.';
  return refuse(400, message);
}

function refuse(status: number, message: string): HostReply {
  const body: Part<WrappedException> = { message };
  return { status, body };
}
