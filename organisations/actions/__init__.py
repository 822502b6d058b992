"""Everything that changes bodies, rules and decisions."""
