// As run.js, for require():  run.cjs NAME CONFIGS
const sessage = require("sessage");

const [sender, configs] = process.argv.slice(2);
import("./scenario.js")
  .then(({ scenario }) => scenario(sessage, JSON.parse(configs), sender))
  .then((receipts) => console.log(JSON.stringify(receipts)));
