export type Body = Record<string, unknown>;

export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

type State = 'PENDING' | 'RUNNING' | 'TERMINATED';
type Answer = (body: Body, url: URL) => object;

/** Clusters of the stand-in: names are not unique, an edit restarts one that runs. */
export class StandInClusters {
  readonly kept = new Map<string, Body>();
  /** How often a cluster was restarted, by id. */
  readonly restarts = new Map<string, number>();
  /** What becomes of a new cluster: nothing here starts one. */
  next: State = 'RUNNING';
  readonly #pinned = new Set<string>();
  #count = 0;

  only(): Body {
    const [cluster, ...others] = this.kept.values();
    if (cluster === undefined || others.length > 0)
      throw new Error(`${this.kept.size} clusters`);
    return cluster;
  }

  answers(path: string): Record<string, Answer> {
    const verbs: Record<string, (id: string, body: Body) => object> = {
      'permanent-delete': (id) => {
        this.kept.delete(id);
        return {};
      },
      pin: (id) => (this.#pinned.add(id), {}),
      unpin: (id) => (this.#pinned.delete(id), {}),
      edit: (id, body) => this.#edit(id, body),
      resize: (id, body) => this.#resize(id, body),
    };
    const posts = Object.entries(verbs).map(([verb, run]): [string, Answer] => [
      `POST ${path}/${verb}`,
      (body) => run(this.#known(body['cluster_id']), body),
    ]);
    return {
      ...Object.fromEntries(posts),
      [`POST ${path}/create`]: (body) => this.#create(body),
      [`GET ${path}/get`]: (_body, url) =>
        this.kept.get(this.#known(url.searchParams.get('cluster_id'))) ?? {},
      [`GET ${path}/list`]: (_body, url) => {
        const isPinned = url.searchParams.get('filter_by.is_pinned');
        const wanted = [...this.kept].filter(
          ([id]) => isPinned !== 'true' || this.#pinned.has(id),
        );
        return { clusters: wanted.map(([, cluster]) => cluster) };
      },
    };
  }

  set(id: string, change: Body): void {
    this.kept.set(id, { ...this.kept.get(this.#known(id)), ...change });
  }

  #create(body: Body): Body {
    refuseMixed(body);
    this.#count += 1;
    const id = `cluster-${this.#count}`;
    this.kept.set(id, complete({ ...body, cluster_id: id, state: this.next }));
    return { cluster_id: id };
  }

  #edit(id: string, body: Body): Body {
    refuseMixed(body);
    const { state } = this.kept.get(id) ?? {};
    if (state !== 'RUNNING' && state !== 'TERMINATED')
      throw new ApiError('INVALID_STATE', `${id} is ${String(state)}`);
    if (state === 'RUNNING')
      this.restarts.set(id, (this.restarts.get(id) ?? 0) + 1);
    this.kept.set(id, complete({ ...body, state }));
    return {};
  }

  #resize(id: string, body: Body): Body {
    const { num_workers: _n, autoscale: _a, ...rest } = this.kept.get(id) ?? {};
    this.kept.set(id, { ...rest, ...body });
    return {};
  }

  #known(id: unknown): string {
    if (this.kept.has(String(id))) return String(id);
    const message = `Cluster ${String(id)} does not exist`;
    throw new ApiError('INVALID_PARAMETER_VALUE', message);
  }
}

/** What Databricks adds by itself, as far as clients read it back. */
function complete(body: Body): Body {
  const isDedicated = body['data_security_mode'] === 'SINGLE_USER';
  return {
    ...(isDedicated && { single_user_name: 'ada@example.com' }),
    driver_node_type_id: body['node_type_id'],
    cluster_source: 'UI',
    creator_user_name: 'ada@example.com',
    enable_elastic_disk: true,
    ...body,
  };
}

function refuseMixed(body: Body): void {
  const hasNodes = body['node_type_id'] !== undefined;
  const hasPool = body['instance_pool_id'] !== undefined;
  if (hasNodes !== hasPool) return;
  throw new ApiError(
    'INVALID_PARAMETER_VALUE',
    'a cluster has either node_type_id or instance_pool_id',
  );
}
