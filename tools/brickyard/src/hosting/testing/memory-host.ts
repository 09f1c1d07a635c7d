import { MemoryAzure } from './memory-azure';
import { MemoryGithub } from './memory-github';
import { MemoryServer } from './memory-server';

/** For specs: a GitHub and an Azure DevOps on loopback, for the real client. */
export class MemoryHost extends MemoryServer {
  readonly github: MemoryGithub;
  readonly azure: MemoryAzure;

  static start(): Promise<MemoryHost> {
    return new MemoryHost(new MemoryGithub(), new MemoryAzure()).listen();
  }

  private constructor(github: MemoryGithub, azure: MemoryAzure) {
    super((call) =>
      call.url.pathname.startsWith('/team/')
        ? azure.answer(call)
        : github.answer(call),
    );
    this.github = github;
    this.azure = azure;
  }

  /** The variables of a job at GitHub. */
  get githubJob(): Record<string, string> {
    return {
      GITHUB_TOKEN: this.token,
      GITHUB_REPOSITORY: 'team/images',
      GITHUB_API_URL: this.origin,
    };
  }

  /** The variables of a job at Azure DevOps. */
  get azureJob(): Record<string, string> {
    return {
      TF_BUILD: 'True',
      SYSTEM_ACCESSTOKEN: this.token,
      SYSTEM_COLLECTIONURI: `${this.origin}/team/`,
      SYSTEM_TEAMPROJECT: 'data images',
      BUILD_REPOSITORY_ID: 'r1',
      BUILD_REPOSITORY_PROVIDER: 'TfsGit',
    };
  }
}
