"""Skills, roles, terms and rotation."""
