import { defineImage } from 'brickyard';

export default defineImage({
  runtimes: ['17.3-LTS'],
  languages: [],
});
