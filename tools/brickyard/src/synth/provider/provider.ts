import type { RegistryLogin } from '../login/registry-login';
import type { Pipeline } from '../model/pipeline';
import type { SynthInput } from '../model/synth-input';

/** A CI service that pipelines are written for: a row of `providerTable`. */
export interface Provider {
  /** As `ci.providers` names it. */
  readonly id: string;
  /** `Azure Pipelines` */
  readonly name: string;
  /** Its files are written where nx.json names no providers. */
  readonly isDefault: boolean;
  listFiles(pipelines: readonly Pipeline[]): readonly PipelineFile[];
}

/** A file that is removed where its provider is not wanted. */
export interface PipelineFile {
  /** `azure-pipelines.yml` */
  path: string;
  /** Its body, as YAML. */
  render(input: SynthInput, login: RegistryLogin): string;
}
