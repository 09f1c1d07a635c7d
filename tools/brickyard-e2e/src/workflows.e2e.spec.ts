import { runWorkflow } from './workflow-runner';
import { describeWorkflows } from './workflow-scenarios';

describeWorkflows(runWorkflow);
