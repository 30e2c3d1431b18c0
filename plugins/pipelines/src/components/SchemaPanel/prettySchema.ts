/** A schema as people read it: JSON laid out, anything else as it is. @internal */
export function prettySchema(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
