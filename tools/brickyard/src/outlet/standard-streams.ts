import { hideProxies, listProxySecrets } from '../redact/list-proxy-secrets';
import { openOutlet, type Outlet } from './outlet';
import { printable } from './printable';

/** For answers. A spec holds that nothing else in Brickyard writes to this process's streams. */
export function standardOutput(): Outlet {
  const { env, stdout } = process;
  const columns = Number(env['BRICKYARD_COLUMNS']);
  const output = {
    write: (text: string) => void stdout.write(text),
    isTTY: stdout.isTTY || columns > 0,
    columns: stdout.columns || columns,
  };
  return openOutlet(output, listProxySecrets(env));
}

/** For warnings and errors, and for progress where another program reads the answer. */
export function standardError(): Outlet {
  const { env, stderr } = process;
  const output = { write: (text: string) => void stderr.write(text) };
  return openOutlet(output, listProxySecrets(env));
}

/** Text that Nx prints for us: an error's message, what a task of a batch came to. */
export function textForNx(text: string): string {
  return printable(hideProxies(text, process.env));
}
