import type { CredentialsFor } from '../../engine/engine';
import type { KeyedImage } from '../../plan/key-images';
import type { Workspace } from '../../workspace/workspace';
import type { TestRecord } from '../records/tests-record';
import type { Reporter } from '../shell/reporter';
import type { Outcome } from '../shell/schedule';
import type { Services } from '../shell/services';

export interface TestRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only images for these runtime lines. */
  runtimes?: readonly string[];
  /** Run although a pass of the same image and tests is recorded. */
  force?: boolean;
  /** Images built or tested at once. */
  parallel: number;
  environment: Readonly<Record<string, string | undefined>>;
  credentials: CredentialsFor;
  signal?: AbortSignal;
}

/** The results of an image's tests, and the file that holds them. */
export interface TestedImage {
  record: TestRecord;
  path: string;
  /** Nothing was run: the record is an earlier one. */
  reused: boolean;
  seconds: number;
}

export interface TestRun {
  /** Those asked for, without libraries. */
  images: readonly KeyedImage[];
  outcomes: ReadonlyMap<string, Outcome<TestedImage>>;
}

/** What all steps of such a run share. */
export interface Testing {
  request: TestRequest;
  services: Services;
  reporter: Reporter;
}
