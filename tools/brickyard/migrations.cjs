// nx migrate loads migrations from here; see register.cjs.
require('./register.cjs');
module.exports = require('./src/generators/migrations/index.ts');
