// One template of each provider's, filled in as the simulator knows it.
export const templates = {
  islash: { type: "template", name: "payment_update_en", body: ["Ada", "4711"] },
  connectly: {
    ...{ type: "template", name: "order_update", language: "en_US" },
    ...{ header: "4711", body: ["Ada", "Monday"], buttons: [{ type: "url", text: "4711" }] },
  },
  texter: { type: "template", name: "inbox_marketing_98", language: "en", body: ["Ada", "Monday"] },
  yeastar: {
    ...{ type: "template", name: "order_update", language: "en", id: 1774, templateId: "1293546285747228" },
    ...{ header: "4711", body: ["Ada", "Monday"] },
    buttons: [{ type: "url", text: "4711" }, { type: "quick_reply" }],
  },
};
