import { randomUUID } from 'node:crypto';

import { WebSocket } from 'undici';

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html */
interface Message {
  parent_header: { msg_id?: string };
  header: { msg_type: string };
  content: {
    execution_state?: string;
    text?: string;
    data?: Record<string, string>;
    evalue?: string;
  };
}

/** Speaks with a Jupyter server as its page does. */
export class JupyterClient {
  readonly #origin: string;
  readonly #token: string;

  /** `http://127.0.0.1:8888/lab?token=…` */
  constructor(address: string) {
    const { origin, searchParams } = new URL(address);
    this.#origin = origin;
    this.#token = searchParams.get('token') ?? '';
  }

  /** Kernels by name, as a page offers them. */
  async listKernels(): Promise<Record<string, string>> {
    const { kernelspecs } = (await this.#ask('GET', '/api/kernelspecs')) as {
      kernelspecs: Record<string, { spec: { display_name: string } }>;
    };
    const named = Object.entries(kernelspecs).map(([name, { spec }]) => {
      return [name, spec.display_name];
    });
    return Object.fromEntries(named) as Record<string, string>;
  }

  /** What a cell prints and comes to, in a kernel of its own. Rejects with its error. */
  async runCell(kernel: string, code: string): Promise<string> {
    const body = { name: kernel };
    const { id } = (await this.#ask('POST', '/api/kernels', body)) as {
      id: string;
    };
    const said = await this.#execute(id, code);
    await this.#ask('DELETE', `/api/kernels/${id}`);
    return said;
  }

  /** Without its token. */
  async statusWithoutToken(): Promise<number> {
    return (await fetch(`${this.#origin}/api/kernels`)).status;
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(this.#origin + path, {
      method,
      headers: { Authorization: `token ${this.#token}` },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  #execute(id: string, code: string): Promise<string> {
    const channels = `${this.#origin.replace('http', 'ws')}/api/kernels/${id}/channels`;
    const socket = new WebSocket(`${channels}?token=${this.#token}`);
    const request = executeRequest(code);
    let printed = '';
    return new Promise<string>((resolve, reject) => {
      socket.addEventListener('error', () =>
        reject(new Error(`no connection to kernel ${id}`)),
      );
      socket.addEventListener('close', () =>
        reject(new Error(`kernel ${id} is gone; it printed: ${printed}`)),
      );
      socket.addEventListener('open', () =>
        socket.send(JSON.stringify(request)),
      );
      socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(String(data)) as Message;
        const { content, header, parent_header: parent } = message;
        if (parent.msg_id !== request.header.msg_id) return;
        if (header.msg_type === 'error') reject(new Error(content.evalue));
        printed += content.text ?? content.data?.['text/plain'] ?? '';
        if (content.execution_state === 'idle') resolve(printed);
      });
    }).finally(() => socket.close());
  }
}

function executeRequest(code: string) {
  return {
    header: {
      msg_id: randomUUID(),
      session: randomUUID(),
      username: 'e2e',
      date: new Date().toISOString(),
      msg_type: 'execute_request',
      version: '5.3',
    },
    parent_header: {},
    metadata: {},
    content: {
      code,
      silent: false,
      store_history: false,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    },
    channel: 'shell',
    buffers: [],
  };
}
