// Loads the npm package, which the simulator serves beside the page.

/** The package, initialised; or, in words, why not. */
export async function loadPackage() {
  let sessage;
  try {
    sessage = await import("/pkg/browser.js");
  } catch {
    return { failure: "The package is not at /pkg/browser.js yet. Build it, then load this page again." };
  }
  try {
    await sessage.default();
    return { sessage };
  } catch (error) {
    return { failure: `The package did not start: ${error?.message ?? error}` };
  }
}
