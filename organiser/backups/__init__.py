"""Backups that erasure reaches: what they hold of a person is sealed with a key that the erasure deletes."""
