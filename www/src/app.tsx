import { lazy, Suspense } from "preact/compat";
import { Compose } from "./compose/index.tsx";
import { load, loading } from "./package.ts";
import { NAMES, PROVIDERS, provider } from "./state/providers.ts";
import { type View, view, VIEWS } from "./state/link.ts";
import { theme, THEMES } from "./state/theme.ts";
import { LiveRegion } from "./ui/announce.tsx";
import { Segmented } from "./ui/segmented.tsx";
import { Select } from "./ui/select.tsx";
import "./app.css";

// A first visit pays for the composer alone.
const Bulk = lazy(() => import("./bulk/index.tsx").then((module) => module.Bulk));
const Capabilities = lazy(() => import("./capabilities/index.tsx").then((module) => module.Capabilities));
const PAGES: Record<View, preact.ComponentType> = { compose: Compose, bulk: Bulk, capabilities: Capabilities };

const providerOptions = NAMES.map((name) => ({ value: name, label: PROVIDERS[name].title }));

export function App() {
  const Page = PAGES[view.value];
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <header class="top">
        <div class="brand">
          <img src="favicon.svg" alt="" width="26" height="26" />
          <h1>sessage</h1>
          <p>One message, four messaging providers</p>
        </div>
        <nav aria-label="Pages">
          {Object.entries(VIEWS).map(([name, label]) => (
            <a
              key={name}
              href={`#view=${name}`}
              aria-current={view.value === name ? "page" : undefined}
              onClick={(event) => {
                event.preventDefault();
                view.value = name as View;
              }}
            >
              {label}
            </a>
          ))}
        </nav>
        <div class="top-end">
          <Segmented
            legend="Provider"
            options={providerOptions}
            value={provider.value}
            onChange={(name) => (provider.value = name)}
          />
          <Select
            label="Theme"
            hideLabel
            options={THEMES}
            value={theme.value}
            onChange={(name) => (theme.value = name)}
          />
        </div>
      </header>
      <Loading />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<p class="quiet">Loading</p>}>
          <Page />
        </Suspense>
      </main>
      <LiveRegion />
    </>
  );
}

function Loading() {
  if (typeof loading.value === "string") return null;
  return (
    <div class="notice" role="alert">
      <p>The package did not load: {loading.value.failed}</p>
      <button type="button" onClick={() => void load()}>
        Try again
      </button>
    </div>
  );
}
