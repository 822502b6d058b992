"""Addresses of meeting and deciding, one file per aggregate."""
