"""Everything that changes roles and terms."""
