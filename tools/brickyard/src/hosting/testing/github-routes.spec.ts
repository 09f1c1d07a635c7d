import { GithubRoutes } from './github-routes';

const origin = 'http://127.0.0.1';

/** Each line below an expected error compiles once the fakes lose their types. */
describe('GithubRoutes', () => {
  const routes = new GithubRoutes();
  routes.add('get', '/user', () => ({ status: 200, body: { login: 'ada' } }));
  // @ts-expect-error -- a user has a login
  routes.add('delete', '/user', () => ({ status: 200, body: { logon: 'a' } }));
  // @ts-expect-error -- there is no such path
  routes.add('get', '/usr', () => ({ status: 200 }));
  routes.add('patch', '/repos/{owner}/{repo}/pulls/{pull_number}', (call) => {
    // @ts-expect-error -- a pull request is open or closed
    const isOver = call.input.state === 'merged';
    return { status: 200, body: { number: isOver ? 0 : call.number } };
  });

  it.each([
    ['GET', '/user', 200, { login: 'ada' }],
    ['POST', '/user', 404, { message: 'Not Found' }],
    ['PATCH', '/repos/team/images/pulls/12', 200, { number: 12 }],
    ['PATCH', '/repos/team/other/pulls/12', 404, { message: 'Not Found' }],
  ])('answers %s %s with %i', (method, path, status, body) => {
    const url = new URL(path, origin);
    const reply = routes.answer({ method, url, body: undefined });
    expect(reply).toEqual({ status, body });
  });
});
