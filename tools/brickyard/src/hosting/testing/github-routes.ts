import type { components, paths } from '@octokit/openapi-types';

import type { HostCall, HostReply } from './memory-server';
import type { Part } from './wire-types';

type Method = 'get' | 'post' | 'patch' | 'delete';
type Path = keyof paths;

/** What GitHub's own description says about a method of a path. */
type Operation<P extends Path, M extends Method> = NonNullable<
  paths[P][M & keyof paths[P]]
>;

type Json<T> = T extends { content: { 'application/json': infer B } }
  ? B
  : undefined;

type Input<O> = O extends { requestBody?: infer R }
  ? Json<NonNullable<R>>
  : undefined;

type ResponsesOf<O> = O extends { responses: infer R } ? R : never;

type Reply<O, R = ResponsesOf<O>> = {
  [S in keyof R]: {
    status: S;
    body?: Part<Json<R[S]>>;
    headers?: Record<string, string>;
  };
}[keyof R];

/** Every path answers so for what is not there, whether its description says so or not. */
interface NotFound {
  status: 404;
  body: Part<components['schemas']['basic-error']>;
}

export interface GithubCall<O> {
  /** The body of the request. */
  input: Partial<Input<O>>;
  /** The number in the path, if there is one. */
  number: number;
  url: URL;
}

interface Route {
  method: string;
  pattern: RegExp;
  answer: (call: GithubCall<never>) => HostReply;
}

export const notFound: NotFound = {
  status: 404,
  body: { message: 'Not Found' },
};

/**
 * The paths of a fake of GitHub's REST API, for the repository `team/images`.
 * Paths, methods, statuses and bodies are those of `@octokit/openapi-types`.
 */
export class GithubRoutes {
  readonly #routes: Route[] = [];

  add<P extends Path, M extends Method>(
    method: M,
    path: P,
    answer: (
      call: GithubCall<Operation<P, M>>,
    ) => Reply<Operation<P, M>> | NotFound,
  ): void {
    const text = path
      .replace('{owner}/{repo}', 'team/images')
      .replaceAll(/\{\w+\}/g, '(\\d+)');
    this.#routes.push({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${text}$`),
      answer: answer as Route['answer'],
    });
  }

  answer({ method, url, body }: HostCall): HostReply {
    for (const route of this.#routes) {
      const match = route.pattern.exec(url.pathname);
      if (match === null || route.method !== method) continue;
      const input = (body ?? {}) as never;
      return route.answer({ input, number: Number(match[1]), url });
    }
    return notFound;
  }
}
