// Nx loads generators from here; see register.cjs.
require('./register.cjs');
module.exports = require('./src/generators/index.ts');
