/** Stands where a part of the page could not be loaded. */
export function NotLoaded() {
  return <p class="error">This part of the page did not load. Reload the page when the network is back.</p>;
}
