import type { Provider } from '../provider/provider';
import { renderGithub } from './render-github';

/** A workflow for each pipeline. */
export const githubProvider: Provider = {
  id: 'github',
  name: 'GitHub Actions',
  isDefault: true,
  listFiles: (pipelines) =>
    pipelines.map((pipeline) => ({
      path: `.github/workflows/${pipeline.id}.yml`,
      render: (input, login) => renderGithub(pipeline, input, login),
    })),
};
