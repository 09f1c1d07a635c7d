import { BrickyardError } from '../errors';
import { diskFullError, engineError, isNotFound } from './engine-errors';

const SOCKET = 'unix:///var/run/docker.sock';

function systemError(code: string): Error {
  return Object.assign(new Error(`it failed ${code}`), { code });
}

function statusError(statusCode: number, text: string): Error {
  return Object.assign(new Error(text), { statusCode });
}

describe('engineError', () => {
  it.each([
    ['ENOENT', 'ENGINE_UNREACHABLE'],
    ['ECONNREFUSED', 'ENGINE_UNREACHABLE'],
    ['ENOTFOUND', 'ENGINE_UNREACHABLE'],
    ['EACCES', 'ENGINE_DENIED'],
    ['EPERM', 'ENGINE_DENIED'],
    ['ECONNRESET', 'ENGINE_UNREACHABLE'],
    ['EPIPE', 'ENGINE_UNREACHABLE'],
    ['CERT_HAS_EXPIRED', 'ENGINE_UNREACHABLE'],
  ])('of %s is %s and names the socket', (cause, code) => {
    const error = engineError(systemError(cause), SOCKET);
    expect(error).toMatchObject({ code, cause: expect.anything() as unknown });
    expect(error.message).toContain(SOCKET);
  });

  it.each([
    ['ENOENT', 'docker context use'],
    ['EACCES', 'docker group'],
    ['ECONNRESET', 'again'],
  ])('of %s says what to do', (cause, hint) => {
    expect(engineError(systemError(cause), SOCKET).hint).toContain(hint);
  });

  it('tells an engine that went away from one that was never there', () => {
    const gone = engineError(systemError('ECONNRESET'), SOCKET);
    expect(gone.message).toContain('went away');
  });

  it.each([
    [500, 'boom', 'ENGINE_FAILED', 'the engine answered 500: boom'],
    [403, 'by plugin', 'ENGINE_DENIED', 'the engine answered 403: by plugin'],
    [500, 'write /x: no space left on device', 'DISK_FULL', '/x'],
  ])('of status %d %s is %s', (status, text, code, message) => {
    const error = engineError(statusError(status, text), SOCKET);
    expect(error).toMatchObject({ code });
    expect(error.message).toContain(message);
  });

  it('of an abort is INTERRUPTED', () => {
    const reason: unknown = AbortSignal.abort().reason;
    expect(engineError(reason, SOCKET)).toMatchObject({ code: 'INTERRUPTED' });
  });

  it('of one of ours is that one', () => {
    const ours = new BrickyardError('CONTEXT_CHANGED', 'changed');
    expect(engineError(ours, SOCKET)).toBe(ours);
  });
});

describe('isNotFound', () => {
  it('goes by status, not by words', () => {
    expect(isNotFound(statusError(404, 'x'))).toBe(true);
    expect(isNotFound(statusError(500, 'No such image'))).toBe(false);
  });
});

describe('diskFullError', () => {
  it('is undefined for anything else', () => {
    expect(diskFullError('exit code: 1')).toBeUndefined();
  });
});
