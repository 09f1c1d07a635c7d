import { defineImage } from 'brickyard';

export default defineImage({
  runtimes: ['17.3-LTS', '16.4-LTS'],
  languages: [],
  waivers: [
    {
      rule: 'PY-04',
      reason:
        'no Python here; README.md names the Spark setting to start without',
    },
  ],
});
