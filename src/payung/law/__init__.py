"""Hold the law as dated data: one YAML file a parameter, no code. ``core.parameters`` reads it."""
