import { renderSize } from '../../render-size';
import type { Rule } from '../rule';

/** Databricks does not publish a limit. These are our own: images of 7 GB were seen to time out. */
const LARGE = 5e9;
const TOO_LARGE = 10e9;

export const img06: Rule = {
  id: 'IMG-06',
  severity: 'warning',
  title: 'the image is small enough to start from',
  why: 'Every node downloads and unpacks it before Spark starts; large images were seen to time out, and must fit on the local disk.',
  source:
    "databricks/containers#142; DOCKER_IMAGE_TOO_LARGE_FOR_INSTANCE_EXCEPTION in Databricks' SDKs. 5 GB and 10 GB are Brickyard's own numbers",
  needs: 'image',
  appliesTo: () => true,
  check: ({ image }) => {
    const size = image?.size ?? 0;
    if (size <= LARGE) return [];
    return [
      {
        severity: size > TOO_LARGE ? 'error' : 'warning',
        message: 'the unpacked image is large',
        expected: `at most ${renderSize(LARGE)}`,
        found: renderSize(size),
        hint: 'look for the largest layers with docker history, and leave compilers and caches in an earlier stage',
      },
    ];
  },
};
