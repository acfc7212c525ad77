// How the simulated provider behaves: one choice, in groups.
import { useId } from "preact/hooks";
import { provider } from "../state/providers.ts";
import { scenario } from "./run.ts";
import { GROUPS, type Scenario, SCENARIOS, scenarioFor, type ScenarioName } from "./scenarios.ts";

/** The choice, with a line on what the chosen one shows. */
export function Faults() {
  const id = useId();
  const chosen = scenarioFor(scenario.value, provider.value);
  const offered = (names: Record<string, Scenario>) =>
    Object.entries(names).filter(([, { only }]) => only?.includes(provider.value) ?? true) as [ScenarioName, Scenario][];
  return (
    <fieldset class="faults" aria-describedby={`${id}-shows`}>
      <legend>How the simulated provider behaves</legend>
      {Object.entries(GROUPS).map(([group, names]) => (
        <fieldset key={group} class="faults-group">
          <legend>{group}</legend>
          <div>
            {offered(names).map(([name, { label }]) => (
              <label key={name}>
                <input
                  type="radio"
                  name={id}
                  value={name}
                  checked={name === chosen}
                  onChange={() => (scenario.value = name)}
                />
                <span>{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p id={`${id}-shows`} class="faults-shows">
        {SCENARIOS[chosen].shows}
      </p>
    </fieldset>
  );
}
