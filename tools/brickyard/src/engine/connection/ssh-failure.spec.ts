import type { SshEndpoint } from './endpoint';
import { parseDockerHost } from './endpoint';
import { sshFailure } from './ssh-failure';

const endpoint = parseDockerHost('ssh://ann@lab') as SshEndpoint;

describe('sshFailure', () => {
  it.each([
    [
      255,
      'No ED25519 host key is known for lab and you have requested strict checking.\r\nHost key verification failed.\r\n',
      'ENGINE_DENIED',
      'ssh ann@lab',
    ],
    [
      255,
      '@@@@\r\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\n@@@@\r\nHost key for lab has changed and you have requested strict checking.\r\nHost key verification failed.\r\n',
      'ENGINE_DENIED',
      'ssh-keygen -R',
    ],
    [
      255,
      'ann@lab: Permission denied (publickey).\r\n',
      'ENGINE_DENIED',
      'ssh-add',
    ],
    [
      255,
      'ssh: connect to host lab port 22: Connection refused\r\n',
      'ENGINE_UNREACHABLE',
      'ssh ann@lab docker version',
    ],
    [
      127,
      'bash: line 1: docker: command not found\n',
      'ENGINE_UNREACHABLE',
      'install Docker there',
    ],
    [
      1,
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
      'ENGINE_UNREACHABLE',
      'start Docker over there',
    ],
    [
      1,
      'permission denied while trying to connect to the Docker daemon socket\n',
      'ENGINE_DENIED',
      'docker group',
    ],
  ])('of code %i and "%s" is %s', (code, words, error, hint) => {
    const failure = sshFailure(endpoint, { code, words });
    expect(failure).toMatchObject({
      code: error,
      hint: expect.stringContaining(hint) as unknown,
      message: expect.stringContaining('ssh://ann@lab') as unknown,
    });
    const last = words.trim().split(/\r?\n/).at(-1);
    expect(failure.message).toContain(last);
    expect(failure.message).not.toContain('@@');
  });

  it('lets no word of the other side move the cursor', () => {
    const words = 'x\u001b[2J\u001b]0;y\u0007\n';
    const { message } = sshFailure(endpoint, { code: 1, words });
    expect(message).not.toContain('\u001b');
    expect(message).not.toContain('\u0007');
  });

  it.each([
    [255, 'ssh ended with 255'],
    [null, 'a signal ended ssh'],
  ])('says of code %s how it ended when it said nothing', (code, text) => {
    const failure = sshFailure(endpoint, { code, words: '' });
    expect(failure.message).toContain(text);
  });
});
