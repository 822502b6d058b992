"""The kit of the API: what every app's `api/` room is built from."""
