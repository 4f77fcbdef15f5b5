/**
 * A suite in which each test starts where the one before ended. Once one has failed, the rest of this suite is skipped, and
 * counted as skipped; mocha's own `bail` would silently leave out every later file that asks for it as well.
 */
export function eachRestsOnTheOneBefore(): void {
  let broken = false;
  beforeEach(function () { if (broken) this.skip(); });
  // An attempt that is repeated has not failed yet.
  afterEach(function () { if (this.currentTest?.state === 'failed') broken = true; });
}
