import type { Seen } from "./seen.ts";

/** A place: a drawing that stands for a map, since no map is asked for. */
export function Location({ seen }: { seen: Extract<Seen, { type: "location" }> }) {
  const place = `${seen.latitude || "?"}, ${seen.longitude || "?"}`;
  return (
    <div class="chat-location">
      <svg viewBox="0 0 240 110" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <rect class="map-land" width="240" height="110" />
        <path class="map-water" d="M0 84 C40 70 70 96 120 86 S200 66 240 78 V110 H0 Z" />
        <path class="map-park" d="M150 10 H214 V46 H150 Z" />
        <path
          class="map-road"
          d="M-5 30 L245 58 M52 -5 L76 115 M124 -5 L112 84 M-5 62 L120 54 L245 12 M196 -5 L206 74"
        />
        <path class="map-pin" d="M120 62 C106 44 104 38 104 33 a16 16 0 0 1 32 0 C136 38 134 44 120 62 Z" />
        <circle class="map-hole" cx="120" cy="33" r="6" />
      </svg>
      {seen.name && <strong dir="auto">{seen.name}</strong>}
      {seen.address && (
        <span class="quiet" dir="auto">
          {seen.address}
        </span>
      )}
      <span class="quiet">{place}</span>
    </div>
  );
}
