import { defineImage } from 'brickyard';

export default defineImage({
  runtimes: ['17.3-LTS', '16.4-LTS'],
  languages: ['python', 'r'],
});
