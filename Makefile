# The commands. Each is a script in tools/ that can also be called by itself.
#   make run             install, load the example world into an empty database, and serve on http://127.0.0.1:8000
#   make run EMPTY=1     the same without the example; PORT=9000 and ORGANISER_DATA=folder work as well
#   make lint            style, imports, types, migrations, deploy checks
#   make test            lint, then every test on each database that is there; STRICT=1 fails on anything left out
#   make smoke           start, stop and start again in an empty folder, as a newcomer would

.PHONY: help run lint test smoke

help:
	@sed -n 's/^#   //p' Makefile

run:
	@tools/run

lint:
	@tools/lint

test:
	@tools/venv dev
	@.venv/bin/python tools/test.py

smoke:
	@python3 tools/smoke.py
