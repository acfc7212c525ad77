// The four providers as the page shows them: a label, how the client is configured against the simulator,
// a recipient that exists there, and the path of the call that carries the message.

export const PROVIDERS = {
  islash: {
    label: "iSlash",
    about: "Form data, by phone number",
    sendPath: "/send-session-message",
    config: (base, { token = "demo", session = "demo" }) => ({ baseUrl: `${base}/islash/api/public`, token, session }),
    example: () => ({ to: { phone: "+85256872847" } }),
  },
  connectly: {
    label: "Connectly",
    about: "JSON, by phone or BSUID",
    sendPath: "/send/messages",
    config: (base, { businessId = "demo", apiKey = "demo" }) => ({ baseUrl: `${base}/connectly`, businessId, apiKey }),
    example: () => ({ to: { phone: "+85256872847" } }),
  },
  texter: {
    label: "Texter",
    about: "JSON, by chat id or phone",
    sendPath: "/messages/send/",
    config: (base, { token = "demo" }) => ({ baseUrl: `${base}/texter/server/api/v2`, token }),
    example: ({ chats }) => ({ to: { conversationId: chats?.[0]?.id ?? "67a87067aeedqdee1271ck4d" } }),
  },
  yeastar: {
    label: "Yeastar",
    about: "A PBX: login, then JSON",
    sendPath: "/message/send",
    config: (base, { clientId = "demo", clientSecret = "demo" }) => ({ baseUrl: `${base}/yeastar`, clientId, clientSecret }),
    example: ({ didNumber }) => ({ to: { phone: "+85256872847" }, from: didNumber ?? "+15550193510" }),
  },
};
