// A web service: GET /greet/NAME answers with a greeting, GET /health says it is well.
import express from "express";

const app = express();
app.get("/health", (request, response) => response.json({ status: "ok" }));
app.get("/greet/:name", (request, response) =>
  response.json({ greeting: `Hello, ${request.params.name}!` }));
app.listen(process.env.PORT ?? 8080);
