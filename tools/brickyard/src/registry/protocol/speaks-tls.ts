import { isBrickyardError, isInterrupt } from '../../errors';
import type { HttpClient } from '../../http/http-client';

/** Whether a host that was spoken to in plain http wants TLS instead. */
export async function speaksTls(
  http: HttpClient,
  { host }: URL,
): Promise<boolean> {
  try {
    await http.send({
      method: 'GET',
      url: new URL(`https://${host}/v2/`),
      headers: {},
      counted: true,
      retriable: false,
      redirects: 'none',
    });
    return true;
  } catch (error) {
    if (!isBrickyardError(error) || isInterrupt(error)) throw error;
    return false;
  }
}
