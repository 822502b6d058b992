"""What programs read and write about meeting and deciding, one file per aggregate."""
