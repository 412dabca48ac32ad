module.exports = {apps: [{name: "x", script: "./app.js", env_production: {NODE_ENV: "production", PORT: 3000}}]};
