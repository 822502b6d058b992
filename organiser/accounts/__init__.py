"""Signing in, and what an account's owner can see and end."""
