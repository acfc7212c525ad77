// The visitor's own account, as a form made of its fields. Loaded when it is asked for.
import { useId, useState } from "preact/hooks";
import type { Problem } from "sessage";
import { PROVIDERS, provider } from "../state/providers.ts";
import { ACCOUNT_FIELDS, type AccountField } from "./fields.ts";
import { keep, own, problemsFor } from "./target.ts";

const SECURITY = "https://github.com/sessage/sessage/blob/main/docs/guide/security.md";

/** The fields of the chosen provider's account. Problems of untouched fields wait until a send was tried. */
export function Settings({ tried }: { tried: boolean }) {
  const name = provider.value;
  const problems = problemsFor(name).filter(({ severity }) => severity === "error");
  return (
    <div class="send-settings">
      <p class="quiet">
        Keys do not belong in public pages: this is for trying an account by yourself. A browser also calls only a
        provider that allows this page's origin (CORS). <a href={SECURITY}>Why, and what to do instead</a>
      </p>
      <fieldset key={name}>
        <legend>{PROVIDERS[name].title} account</legend>
        <div class="send-fields">
          {ACCOUNT_FIELDS[name].map((field) => (
            <Field
              key={field.name}
              field={field}
              problems={problems.filter(({ path }) => path === `/${field.name}`)}
              value={own.value[name][field.name] ?? ""}
              tried={tried}
              onInput={(value) => (own.value = { ...own.value, [name]: { ...own.value[name], [field.name]: value } })}
            />
          ))}
        </div>
      </fieldset>
      <Keep />
    </div>
  );
}

function Field({
  field,
  problems,
  value,
  tried,
  onInput,
}: {
  field: AccountField;
  problems: readonly Problem[];
  value: string;
  tried: boolean;
  onInput: (value: string) => void;
}) {
  const id = useId();
  const [isSeen, setSeen] = useState(false);
  const told = tried || value !== "" ? problems : [];
  const isHidden = field.secret && !isSeen;
  const about = {
    id,
    value,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    "aria-invalid": told.length > 0,
    "aria-describedby": `${id}-hint`,
    onInput: (event: preact.TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="send-field">
      <label for={id}>{field.label}</label>
      <div class="send-input">
        {isHidden ? <input {...about} type="password" /> : <input {...about} type="text" />}
        {field.secret && (
          <button
            type="button"
            class="small"
            aria-pressed={isSeen}
            aria-label={`Show ${field.label}`}
            onClick={() => setSeen(!isSeen)}
          >
            {isSeen ? "Hide" : "Show"}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} class={told.length > 0 ? "send-hint error" : "send-hint quiet"}>
        {told.length > 0 ? told.map(({ message }) => message).join(" ") : field.hint}
      </p>
    </div>
  );
}

function Keep() {
  const id = useId();
  return (
    <div class="send-keep">
      <label>
        <input
          type="checkbox"
          checked={keep.value}
          aria-describedby={id}
          onChange={(event) => (keep.value = event.currentTarget.checked)}
        />{" "}
        Keep on this device
      </label>
      <p id={id} class="quiet">
        Stores the accounts, keys included and unencrypted, in this browser: whoever uses it, its extensions and every
        page of this site can read them. Unticking removes them.
      </p>
    </div>
  );
}
