setInterval(()=>{},1000);
