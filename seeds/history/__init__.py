"""Organisations of history, retold through actions: real names and dates, invented people, words and votes."""
