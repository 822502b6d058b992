"""Pages of accounts, one file for each thing they are about."""
