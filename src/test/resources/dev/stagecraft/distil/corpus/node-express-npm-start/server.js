const express = require('express');

const app = express();
app.get('/', (request, response) => response.send(`mode ${process.env.NODE_ENV}\n`));
app.listen(3000);
