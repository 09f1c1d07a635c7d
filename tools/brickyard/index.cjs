// Nx and `image.ts` files enter here: the sources are TypeScript, see register.cjs.
require('./register.cjs');
module.exports = require('./src/index.ts');
