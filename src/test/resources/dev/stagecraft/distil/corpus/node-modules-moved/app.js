const e=require("express");e().get("/",(q,s)=>s.send("todo")).listen(3000);
