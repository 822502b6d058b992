"""The example world: four organisations of invented people, told through actions as if it had happened."""
