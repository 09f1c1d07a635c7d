module.exports = require('./src/run-set-up').setUp;
