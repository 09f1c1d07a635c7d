import type { Oracle } from '../oracle/oracle';
import { zipAnswers } from '../oracle/oracle';
import { Random } from '../random';
import { askBuildkit, type DockerfileCase } from './ask-buildkit';
import { compareReadings } from './compare-readings';
import { dockerfileCases } from './dockerfile-cases';
import { drawDockerfile } from './draw-dockerfile';
import { readAsBrickyard } from './read-as-brickyard';

const SEED = 16;
const DRAWN = 2523;

/** Images, sources in the context, ids of secrets and variables of what a build runs. */
export const dockerfileOracles: readonly Oracle[] = [
  {
    name: 'Dockerfiles of the tables',
    least: 5000,
    ask: () => compare(Object.values(dockerfileCases).flat()),
  },
  {
    name: `Dockerfiles drawn with seed ${SEED}`,
    least: DRAWN,
    ask: () => {
      const random = new Random(SEED);
      return compare(
        Array.from({ length: DRAWN }, () => drawDockerfile(random)),
      );
    },
  },
];

function compare(cases: readonly DockerfileCase[]) {
  const { dockerfiles, versions } = askBuildkit({ dockerfiles: cases });
  return {
    tool: `buildkit ${versions['github.com/moby/buildkit']}`,
    cases: zipAnswers(cases, dockerfiles).map(([each, theirs]) => {
      const judged = compareReadings(readAsBrickyard(each), theirs);
      return { ...judged, shown: { ...each, why: judged.why } };
    }),
  };
}
