// act takes no action without a step.
