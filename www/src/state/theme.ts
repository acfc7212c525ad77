// Light, dark, or as the system says. The choice is the one thing kept between visits without asking.
import { effect, signal } from "@preact/signals";

const KEY = "sessage.theme";

export const THEMES = { system: "System", light: "Light", dark: "Dark" } as const;
export type Theme = keyof typeof THEMES;
export const theme = signal<Theme>(kept());

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
  try {
    if (theme.value === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme.value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
});

function kept(): Theme {
  try {
    const value = localStorage.getItem(KEY) ?? "";
    return Object.hasOwn(THEMES, value) ? (value as Theme) : "system";
  } catch {
    return "system";
  }
}
