// Nx loads executors from here; see register.cjs.
require('./register.cjs');
module.exports = require('./src/executors/index.ts');
