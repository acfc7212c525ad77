// Loaded before a page that measures and traces: providers for OpenTelemetry's API that keep what they are told, and
// leave it in telemetry.json when the page ends.
import { writeFileSync } from "node:fs";
import { metrics, trace } from "@opentelemetry/api";

const kept = { counts: [], records: [], spans: [] };

metrics.setGlobalMeterProvider({
  getMeter: () => ({
    createCounter: (name) => ({ add: (value, attributes) => kept.counts.push({ name, value, attributes }) }),
    createHistogram: (name) => ({ record: (value, attributes) => kept.records.push({ name, value, attributes }) }),
  }),
});

trace.setGlobalTracerProvider({
  getTracer: () => ({
    startSpan(name, settings) {
      const span = { name, ...settings };
      kept.spans.push(span);
      return {
        setStatus: (status) => Object.assign(span, { status }),
        end: (endTime) => Object.assign(span, { endTime }),
      };
    },
  }),
});

process.once("exit", () => writeFileSync("telemetry.json", JSON.stringify(kept)));
