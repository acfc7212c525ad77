/** A fetch that goes nowhere, and a promise of its first call, when a body has been built. */
export function recorder() {
  let tell;
  const called = new Promise((resolve) => {
    tell = resolve;
  });
  const fetch = async (request, init) => {
    tell(init?.body ?? request.body);
    return Response.json({ id: "1", messages: [{ id: "1" }], message_uuid: "1" });
  };
  return { fetch, called };
}
