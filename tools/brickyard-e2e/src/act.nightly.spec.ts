import { findAct } from './act-program';
import { runWithAct } from './act-runner';
import { describeWorkflows } from './workflow-scenarios';

// Building it takes longer than a test that needs it.
beforeAll(() => void findAct(), 600_000);

describeWorkflows(runWithAct);
