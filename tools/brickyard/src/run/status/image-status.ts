/** What is known of one image, without looking into it. */
export interface ImageStatus {
  flavour: string;
  runtime: string;
  /** It has no packages of its own, and no tests. */
  isLibrary: boolean;
  /** null when it was never published, as far as records and the registry tell. */
  published: PublishedStatus | null;
  base: BaseStatus | null;
  lock: LockStatus;
  /** Of the image as its files stand; of the published one where that is not known. */
  tests: TestStatus | null;
  rules: { errors: number; warnings: number } | null;
}

export interface PublishedStatus {
  /** ISO 8601: when it was built. */
  created: string;
  /** Whether it is what the files say now; null when a base's digest is not known. */
  isCurrent: boolean | null;
  /** Bytes that a cluster downloads. */
  size: number;
  reference: string;
  /** Who says so. */
  source: 'record' | 'registry';
}

/** The image from elsewhere that all of it rests on. */
export interface BaseStatus {
  image: string;
  isLocked: boolean;
  /** ISO 8601: since when images.lock.json has its digest. */
  since: string | null;
}

export interface LockStatus {
  /** `none` of a flavour that has none for the line; `missing` where a build needs one. */
  state: 'none' | 'ok' | 'stale' | 'missing';
  /** ISO 8601: the last commit that changed the oldest of them. */
  since: string | null;
  /** One of them is not committed as it is. */
  isChanged: boolean;
}

export interface TestStatus {
  passed: number;
  failed: number;
}
