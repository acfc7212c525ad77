import { useId } from "preact/hooks";

/** A few choices side by side, of which one is taken: radio buttons under another look. */
export function Segmented<Value extends string>({
  legend,
  options,
  value,
  onChange,
  hideLegend = true,
  describedBy,
}: {
  legend: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  hideLegend?: boolean;
  /** Id of what says more about it. */
  describedBy?: string | undefined;
}) {
  const name = useId();
  return (
    <fieldset class="segmented" aria-describedby={describedBy}>
      <legend class={hideLegend ? "visually-hidden" : undefined}>{legend}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
