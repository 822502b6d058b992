"""People, memberships, the register, and who may see whom."""
