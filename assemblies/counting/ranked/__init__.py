"""Counting papers on which options are put in order.

`profile` is what is counted, `blt` and `csv_ballots` read it from files, `count` chooses the method, `ties` says how a
tie is decided and `outcome` what a count came to. Each method has a module of its own; docs/counting.md gives their
rules in steps.
"""
