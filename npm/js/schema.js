// The Standard Schema interface over a function that lists problems: https://standardschema.dev

/** A schema whose issues are the problems that are errors. */
export function standardSchema(problemsOf) {
  return {
    "~standard": {
      version: 1,
      vendor: "sessage",
      validate(value) {
        const issues = problemsOf(value)
          .filter(({ severity }) => severity === "error")
          .map(({ path, message }) => ({ message, path: segments(path, value) }));
        return issues.length > 0 ? { issues } : { value };
      },
    },
  };
}

// A JSON Pointer as keys; an index of an array is a number, as form libraries expect.
function segments(pointer, value) {
  let at = value;
  return pointer
    .split("/")
    .slice(1)
    .map((token) => {
      const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
      const isIndex = isArray(at) && /^\d+$/.test(key);
      at = read(at, key);
      return isIndex ? Number(key) : key;
    });
}

function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked Proxy
  }
}

function read(value, key) {
  try {
    return value?.[key];
  } catch {
    return undefined;
  }
}
