import type { PublishedStatus } from './image-status';

/** An image that was published, and its key. */
export interface Publication {
  key: string;
  status: PublishedStatus;
}
