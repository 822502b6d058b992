"""Synthetic registers of any size: invented people from a seed, written in bulk."""
