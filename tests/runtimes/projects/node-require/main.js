const sessage = require("sessage");
const { play } = require("./checks/table.js");

play(sessage, JSON.parse(process.argv[2])).then((results) => console.log(JSON.stringify(results)));
