import { useEffect, useState } from "preact/hooks";
import { bytes } from "../ui/bytes.ts";
import type { MediaType, SeenMedia } from "./seen.ts";

/** A file in the chat. Its room is kept before it has loaded, and where it does not. */
export function Media({ media }: { media: SeenMedia }) {
  const src = useSource(media);
  const [failed, setFailed] = useState<string>();
  const name = media.name || "No file yet";
  if (media.type === "document") return <Document media={media} name={name} />;
  const shown = src !== undefined && src !== failed;
  const View = VIEWS[media.type];
  return (
    <div class={`chat-media chat-${media.type}`}>
      {shown ? (
        <View src={src} name={name} onError={() => setFailed(src)} />
      ) : (
        <p class="chat-blank">
          <span class="chat-sign">{LABELS[media.type]}</span>
          <span dir="auto">{name}</span>
          {src !== undefined && <span>It does not load here.</span>}
        </p>
      )}
    </div>
  );
}

const LABELS: Record<MediaType, string> = {
  image: "Image",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
};

interface View {
  src: string;
  name: string;
  onError: () => void;
}

const Picture = ({ src, name, onError }: View) => (
  <img src={src} alt={name} referrerpolicy="no-referrer" onError={onError} />
);
const VIEWS = {
  image: Picture,
  sticker: Picture,
  video: ({ src, name, onError }: View) => (
    <video src={src} aria-label={name} controls preload="metadata" onError={onError} />
  ),
  audio: ({ src, name, onError }: View) => (
    <audio src={src} aria-label={name} controls preload="metadata" onError={onError} />
  ),
};

function Document({ media, name }: { media: SeenMedia; name: string }) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase();
  const facts = [media.mime, media.size === undefined ? "" : bytes(media.size)].filter(Boolean);
  return (
    <div class="chat-document">
      <span class="chat-page" aria-hidden="true">
        {ending ?? "File"}
      </span>
      <p>
        <span class="visually-hidden">Document: </span>
        <strong dir="auto">{name}</strong>
        <span class="quiet">{facts.join(", ") || LABELS[media.type]}</span>
      </p>
    </div>
  );
}

/** How long an address rests before it is asked for, so that typing one does not ask for each of its beginnings. */
const REST_MS = 400;

/** Where the browser finds the file; undefined while it has none to show. */
function useSource({ type, file, url }: SeenMedia): string | undefined {
  const [src, setSrc] = useState<string>();
  useEffect(() => {
    setSrc(undefined);
    if (type === "document") return undefined;
    if (file) {
      const made = URL.createObjectURL(file);
      setSrc(made);
      // Not before the element that shows it is gone.
      return () => void setTimeout(() => URL.revokeObjectURL(made));
    }
    if (!isWeb(url)) return undefined;
    const waiting = setTimeout(() => setSrc(url), REST_MS);
    return () => clearTimeout(waiting);
  }, [type, file, url]);
  return src;
}

/** Whether the page's policy allows to ask for it. */
function isWeb(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}
