/** What a run says while it works; the shell decides how it looks. */
export interface Reporter {
  /** A whole line about one image, by image id. */
  line: (image: string, text: string) => void;
  /** What an image is at right now: replaces what was said before. */
  status: (image: string, text: string) => void;
  warn: (message: string) => void;
  /** Nothing more will come of this image. */
  settle: (image: string) => void;
}
