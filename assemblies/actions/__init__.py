"""Everything that changes assemblies, motions and ballots."""
