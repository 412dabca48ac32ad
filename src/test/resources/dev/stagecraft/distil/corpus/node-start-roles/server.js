require("express")().get("/",(q,s)=>s.send("role server "+process.execArgv.join())).listen(3000);
