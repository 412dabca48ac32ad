require('http').createServer((q, r) => r.end('yarn ' + process.env.PORT)).listen(process.env.PORT);
