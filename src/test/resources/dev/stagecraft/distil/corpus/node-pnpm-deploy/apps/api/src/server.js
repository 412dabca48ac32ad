const f = require("fastify")();
const {greet} = require("shared");
f.get("/", async () => ({hello: greet()}));
f.listen({port: 8000, host: "0.0.0.0"});
