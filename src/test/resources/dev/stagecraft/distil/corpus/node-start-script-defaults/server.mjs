import http from "node:http";
import fs from "node:fs";
http.createServer((q, r) => { fs.writeFileSync("data/cache/n", "1"); r.end(process.env.LOG_LEVEL + fs.readFileSync("data/cache/n")); }).listen(7000);
