"""The root of the API: signing in, refusals, pages, schema."""
