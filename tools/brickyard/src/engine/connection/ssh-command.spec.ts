import type { SshEndpoint } from './endpoint';
import { parseDockerHost } from './endpoint';
import { sshCommand } from './ssh-command';

const command = (text: string) =>
  sshCommand(parseDockerHost(text) as SshEndpoint);

describe('sshCommand', () => {
  it('leaves to the ssh config what the address does not say', () => {
    expect(command('ssh://lab')).toEqual([
      ...['ssh', '-o', 'ConnectTimeout=30', '-T', '--', 'lab'],
      'docker system dial-stdio',
    ]);
  });

  it('names the user and the port', () => {
    const words = command('ssh://ann@lab:2222');
    expect(words.slice(0, 5)).toEqual(['ssh', '-l', 'ann', '-p', '2222']);
  });

  it('takes no host for an option', () => {
    const words = command('ssh://-oProxyCommand=x');
    expect(words.slice(-3, -1)).toEqual(['--', '-oProxyCommand=x']);
  });

  it.each([
    ['/run/d.sock', "docker --host='unix:///run/d.sock' system dial-stdio"],
    ["/it's", `docker --host='unix:///it'\\''s' system dial-stdio`],
  ])('quotes the socket %s for the shell over there', (path, expected) => {
    expect(command(`ssh://lab${path}`).at(-1)).toBe(expected);
  });
});
