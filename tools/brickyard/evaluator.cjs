// The process that evaluates `image.ts` files starts here; see register.cjs.
require('./register.cjs');
require('./src/flavour/evaluation/evaluator.ts');
