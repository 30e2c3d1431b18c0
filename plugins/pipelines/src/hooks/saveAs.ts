/**
 * Saves a file that was fetched, as if the reader had clicked a link to it: a link couldn't carry the reader's token.
 *
 * @internal
 */
export function saveAs(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
