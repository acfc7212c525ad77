import type { ButtonHTMLAttributes } from "preact";
import { useRef } from "preact/hooks";

/**
 * A button that opens the browser's file picker. The same file may be chosen again. `control` makes it the control of a
 * field.
 */
export function FileButton({
  children,
  label,
  accept,
  onPick,
  control,
}: {
  children: string;
  label: string;
  accept: string;
  onPick: (file: File) => void;
  control?: ButtonHTMLAttributes<HTMLButtonElement>;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button {...control} type="button" onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onPick(file);
          currentTarget.value = "";
        }}
      />
    </>
  );
}
