/** No font is downloaded: what of these the reader's machine has. */
export const FONT_FAMILY =
  'Inter, "Liberation Sans", "Helvetica Neue", Arial, sans-serif';
