import { longestComment } from '../report/render-report-markdown';
import { forgeCi } from './__fixtures__/forge/forge-ci';
import {
  listPullRequestVariables,
  longestText,
  renderHostHelp,
  renderPushHint,
} from './describe-hosts';
import { hostTable } from './host-table';

describe('describe-hosts', () => {
  it('tells what git needs at each host', () => {
    expect(renderPushHint()).toBe(
      'git uses the credentials of the checkout: `contents: write` in GitHub Actions, `persistCredentials: true` in Azure Pipelines',
    );
  });

  it('tells where the pull request is from', () => {
    expect(listPullRequestVariables([...hostTable, forgeCi])).toBe(
      'GITHUB_EVENT_PATH or SYSTEM_PULLREQUEST_PULLREQUESTID or FORGE_CHANGE',
    );
  });

  it('has room for a whole report at every host', () => {
    expect(longestText()).toBe(65_536 - 85);
    expect(longestText()).toBeGreaterThanOrEqual(longestComment);
  });

  it('makes room for the host that takes least', () => {
    expect(longestText([...hostTable, forgeCi])).toBe(500 - 85);
  });

  it('has a paragraph of help for each host, as wide as a terminal', () => {
    const paragraphs = renderHostHelp().split('\n\n');
    expect(paragraphs.map((text) => text.split(' a step')[0])).toEqual([
      'In GitHub Actions',
      'In Azure Pipelines',
    ]);
    for (const line of paragraphs.join('\n').split('\n'))
      expect(line.length).toBeLessThanOrEqual(83);
  });
});
