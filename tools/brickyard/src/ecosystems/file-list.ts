/**
 * Where the probe lists an image's files, as rows. It is the container's own
 * memory, so the list is not part of the image.
 */
export const fileList = '/dev/shm/brickyard-files';
