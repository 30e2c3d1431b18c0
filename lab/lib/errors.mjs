/** An error whose message is all a person needs: printed as one line, without a stack. */
export class LabError extends Error {
  name = 'LabError';
}
