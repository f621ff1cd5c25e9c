/** What application code throws where nobody can catch it harms nothing else, and is reported like any other. */
export function reportProblem(problem: unknown): void {
  if (typeof reportError === 'function') {
    reportError(problem);
  } else {
    console.error(problem);
  }
}
