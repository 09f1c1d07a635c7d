import type { GithubSource } from '../requirements/r/parse-github-spec';
import type { DcfRecord } from './parse-dcf';
import type { RIndex } from './r-index';
import type { RRepository } from './r-repository';

/** What is known of a package's file once it was downloaded. */
export interface PackageFile {
  description: DcfRecord;
  /** `sha256:…` or `tree:…` */
  hash: string;
}

export interface RFileRequest {
  repository: RRepository;
  name: string;
  /** Below the repository. */
  file: string;
  /** Changes when the file does. */
  tag?: string;
}

/** Where packages come from. Rejects for what cannot be reached. */
export interface PackageSource {
  fetchIndex: (repository: RRepository) => Promise<RIndex>;
  /** `undefined` for what is not there. */
  fetchFile: (request: RFileRequest) => Promise<PackageFile | undefined>;
  fetchTree: (
    name: string,
    source: GithubSource,
  ) => Promise<PackageFile | undefined>;
}
