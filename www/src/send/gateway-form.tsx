// The address of a gateway and the token that it asks for. Loaded when it is asked for.
import { useId } from "preact/hooks";
import { addressProblems } from "./gateway.ts";
import { gateway } from "./target.ts";

const SECURITY = "https://github.com/sessage/sessage/blob/main/docs/guide/security.md#what-to-do-a-gateway";

/** The fields of a gateway. */
export function GatewayForm() {
  const id = useId();
  const { address, token } = gateway.value;
  const problem = address === "" ? undefined : addressProblems(address)[0]?.message;
  return (
    <div class="send-settings">
      <p class="quiet">
        The message goes as JSON to <code>/send</code> of a server of yours, which holds the keys, and chooses the provider
        and how far to adapt. It must allow this page's origin (CORS). <a href={SECURITY}>How to run one</a>
      </p>
      <div class="send-fields">
        <div class="send-field">
          <label for={`${id}-address`}>Gateway's address</label>
          <input
            id={`${id}-address`}
            type="url"
            autocomplete="off"
            spellcheck={false}
            value={address}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-address-hint`}
            onInput={(event) => (gateway.value = { ...gateway.value, address: event.currentTarget.value })}
          />
          <p id={`${id}-address-hint`} class={problem ? "send-hint error" : "send-hint quiet"}>
            {problem ?? "Without /send."}
          </p>
        </div>
        <div class="send-field">
          <label for={`${id}-token`}>Gateway's token</label>
          <input
            id={`${id}-token`}
            type="password"
            autocomplete="off"
            value={token}
            aria-describedby={`${id}-token-hint`}
            onInput={(event) => (gateway.value = { ...gateway.value, token: event.currentTarget.value })}
          />
          <p id={`${id}-token-hint`} class="send-hint quiet">
            Sent as a bearer token. It is forgotten with this page.
          </p>
        </div>
      </div>
    </div>
  );
}
