// Where each problem is shown: at the field that its pointer names, else at the nearest part around it.
import { computed, signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Problem } from "sessage";
import { problems } from "../state/plans.ts";
import { useAt } from "./value.ts";

const claims = new Map<string, number>();
const changed = signal(0);

function claim(path: string, by: 1 | -1): void {
  const count = (claims.get(path) ?? 0) + by;
  if (count > 0) claims.set(path, count);
  else claims.delete(path);
  changed.value += 1;
}

/** The path itself or the nearest one above it that passes. */
export function nearest(path: string, passes: (path: string) => boolean): string {
  let at = path;
  while (at !== "" && !passes(at)) at = at.slice(0, at.lastIndexOf("/"));
  return at;
}

const placed = computed(() => {
  void changed.value;
  const places = new Map<string, Problem[]>();
  for (const problem of problems.value) {
    const at = nearest(problem.path, (path) => claims.has(path));
    places.set(at, [...(places.get(at) ?? []), problem]);
  }
  return places;
});

const NONE: readonly Problem[] = [];

/** The problems to show at the path, which from now on has a place of its own. */
export function useProblems(path: string): readonly Problem[] {
  useLayoutEffect(() => {
    claim(path, 1);
    return () => claim(path, -1);
  }, [path]);
  return useAt(path, (at) => placed.value.get(at) ?? NONE);
}
