require("express")().get("/", (q, r) => r.send(process.env.NODE_ENV)).listen(process.env.PORT || 3000);
