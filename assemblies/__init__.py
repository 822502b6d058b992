"""Assemblies, motions, ballots and minutes: where a body meets and decides."""
