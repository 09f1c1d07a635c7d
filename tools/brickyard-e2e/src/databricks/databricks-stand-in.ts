import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import { ApiError, type Body, StandInClusters } from './stand-in-clusters';
import { StandInNames } from './stand-in-names';

type Answer = (body: Body, url: URL) => object;

/**
 * A stand-in for a Databricks workspace on loopback, in memory: policies, pools
 * and clusters as far as the real clients of these tests ask. It keeps to what
 * Databricks documents: unique names of policies and pools, what cannot be
 * edited, when a cluster restarts. No node ever starts, and no image is pulled.
 */
export class DatabricksStandIn {
  /** What changed something: `POST /api/2.1/clusters/edit`. */
  readonly writes: string[] = [];
  readonly clusters = new StandInClusters();
  readonly policies = new StandInNames('policy_id', 'name');
  readonly pools = new StandInNames('instance_pool_id', 'instance_pool_name', [
    'node_type_id',
    'preloaded_spark_versions',
    'preloaded_docker_images',
  ]);
  readonly #permissions = new Map<string, Body>();
  readonly #answers: Record<string, Answer>;
  readonly #server: Server;

  static async start(): Promise<DatabricksStandIn> {
    const standIn = new DatabricksStandIn();
    await new Promise<void>((done) =>
      standIn.#server.listen(0, '127.0.0.1', done),
    );
    return standIn;
  }

  private constructor() {
    this.#answers = {
      ...describeWorkspace(),
      ...this.policies.answers('/api/2.0/policies/clusters', 'policies'),
      ...this.pools.answers('/api/2.0/instance-pools', 'instance_pools'),
      ...this.clusters.answers('/api/2.1/clusters'),
    };
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** What the real clients read to find it, and nothing of this machine's user. */
  get environment(): Record<string, string> {
    return {
      DATABRICKS_HOST: this.host,
      DATABRICKS_TOKEN: 'a-token-of-the-stand-in',
      DATABRICKS_AUTH_TYPE: 'pat',
      DATABRICKS_CONFIG_FILE: '/dev/null',
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = String(Buffer.concat(chunks));
    const body = (text ? JSON.parse(text) : {}) as Body;
    const url = new URL(request.url ?? '/', this.host);
    const call = `${request.method} ${url.pathname}`;
    const answer = this.#answers[call] ?? this.#permit(call);
    const { status, json } = run(answer, body, url);
    if (request.method !== 'GET' && status === 200) this.writes.push(call);
    response
      .writeHead(status, {
        'content-type': 'application/json',
        'x-databricks-org-id': '1',
      })
      .end(JSON.stringify(json));
  }

  /** https://docs.databricks.com/api/workspace/permissions */
  #permit(call: string): Answer | undefined {
    const [method, path = ''] = call.split(' ');
    if (!path.startsWith('/api/2.0/permissions/')) return undefined;
    return (body) => {
      if (method !== 'GET') this.#permissions.set(path, body);
      const { access_control_list: list = [] } =
        this.#permissions.get(path) ?? {};
      const grants = (list as Body[]).map(({ permission_level, ...who }) => ({
        ...who,
        all_permissions: [{ permission_level, inherited: false }],
      }));
      const object_type = objectTypes[path.split('/').at(-2) ?? ''];
      return { object_id: path, object_type, access_control_list: grants };
    };
  }
}

/** As the answers call what the paths have many of. */
const objectTypes: Record<string, string> = {
  clusters: 'cluster',
  'cluster-policies': 'cluster-policy',
  'instance-pools': 'instance-pool',
};

function describeWorkspace(): Record<string, Answer> {
  return {
    'GET /.well-known/databricks-config': () => ({
      oidc_endpoint: '',
      account_id: 'stand-in',
      workspace_id: '1',
    }),
    'GET /api/2.0/preview/scim/v2/Me': () => ({
      id: '1',
      userName: 'ada@example.com',
    }),
    'GET /api/2.0/libraries/cluster-status': () => ({ library_statuses: [] }),
  };
}

function run(
  answer: Answer | undefined,
  body: Body,
  url: URL,
): { status: number; json: object } {
  const missing = { error_code: 'ENDPOINT_NOT_FOUND', message: url.pathname };
  if (answer === undefined) return { status: 404, json: missing };
  try {
    return { status: 200, json: answer(body, url) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, code: error_code, message } = error;
    return { status, json: { error_code, message } };
  }
}
