const ms = require('ms');
require('http').createServer((q, s) => s.end('two hours are ' + ms('2h'))).listen(3000);
