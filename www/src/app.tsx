import { Compose } from "./compose/index.tsx";
import { load, loading } from "./package.ts";
import { NAMES, PROVIDERS, provider } from "./state/providers.ts";
import { type View, unreadable, view, VIEWS } from "./state/link.ts";
import { draft } from "./state/message.ts";
import { theme, THEMES } from "./state/theme.ts";
import { LiveRegion } from "./ui/announce.tsx";
import { isPlain } from "./ui/click.ts";
import { lazy } from "./ui/lazy.tsx";
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
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          // Followed, it would take the place of the message in the address.
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        Skip to the page
      </a>
      <header class="top">
        <div class="brand">
          <svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <path d="M5 5h22a3 3 0 0 1 3 3v13a3 3 0 0 1-3 3H14l-7 6v-6H5a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3Z" />
            <path class="mark-tick" d="m10 15 4 4 8-8" />
          </svg>
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
                if (!isPlain(event)) return;
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
      <Unreadable />
      <main id="main" tabIndex={-1}>
        <Page />
      </main>
      <LiveRegion />
    </>
  );
}

/** Says that the message shown is not the one that the link was to bring. */
function Unreadable() {
  if (unreadable.value === undefined || unreadable.value !== draft.value) return null;
  return (
    <div class="notice" role="alert">
      <p>The message in this link could not be read. The link may have been cut off. This is another message.</p>
    </div>
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
