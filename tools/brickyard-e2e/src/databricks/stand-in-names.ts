import { isDeepStrictEqual } from 'node:util';

import { ApiError, type Body } from './stand-in-clusters';

/** Policies or pools of the stand-in: each name once, some fields for ever. */
export class StandInNames {
  readonly kept = new Map<string, Body>();
  readonly #id: string;
  readonly #name: string;
  readonly #fixed: readonly string[];
  #count = 0;

  constructor(id: string, name: string, fixed: readonly string[] = []) {
    this.#id = id;
    this.#name = name;
    this.#fixed = fixed;
  }

  names(): string[] {
    return [...this.kept.values()].map((one) => String(one[this.#name])).sort();
  }

  answers(
    path: string,
    list: string,
  ): Record<string, (body: Body, url: URL) => object> {
    return {
      [`POST ${path}/create`]: (body) => this.#create(body),
      [`POST ${path}/edit`]: (body) => this.#edit(body),
      [`POST ${path}/delete`]: (body) => {
        this.#find(body[this.#id]);
        this.kept.delete(String(body[this.#id]));
        return {};
      },
      [`GET ${path}/get`]: (_body, url) =>
        this.#find(url.searchParams.get(this.#id)),
      [`GET ${path}/list`]: () => ({ [list]: [...this.kept.values()] }),
    };
  }

  #create(body: Body): Body {
    this.#refuseTaken(body);
    this.#count += 1;
    const id = `${this.#id.replace('_id', '')}-${this.#count}`;
    this.kept.set(id, { ...body, [this.#id]: id });
    return { [this.#id]: id };
  }

  #edit(body: Body): Body {
    const before = this.#find(body[this.#id]);
    this.#refuseTaken(body);
    for (const key of this.#fixed) {
      const isSame =
        body[key] === undefined || isDeepStrictEqual(body[key], before[key]);
      if (!isSame)
        throw new ApiError('INVALID_PARAMETER_VALUE', `${key} can't be edited`);
    }
    this.kept.set(String(body[this.#id]), { ...before, ...body });
    return {};
  }

  #refuseTaken(body: Body): void {
    const others = [...this.kept.values()].filter(
      (one) => one[this.#id] !== body[this.#id],
    );
    if (!others.some((one) => one[this.#name] === body[this.#name])) return;
    const name = String(body[this.#name]);
    throw new ApiError('INVALID_PARAMETER_VALUE', `${name} already exists`);
  }

  #find(id: unknown): Body {
    const found = this.kept.get(String(id));
    if (found !== undefined) return found;
    throw new ApiError('RESOURCE_DOES_NOT_EXIST', `no ${String(id)}`, 404);
  }
}
