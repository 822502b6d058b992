"""Everything that changes people and memberships."""
